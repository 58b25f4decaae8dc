"""Those who keep a copy of the public archive, each in their own way, and know nothing but what it serves.

A follower has ``known``: of each meeting that it holds to be public, by its public number, the number of the
edition and its hash. ``follow`` brings that up to date. Whoever adds a way to follow the archive adds a class
here and to ``FOLLOWERS``.
"""

import datetime
import json
import re
from pathlib import Path
from xml.etree import ElementTree

from django.conf import settings

from meetings.dumps.catalogue import dumps_in
from meetings.dumps.publishing import publish
from tests.dumps import reading

_OAI = "{http://www.openarchives.org/OAI/2.0/}"
_ATOM = "{http://www.w3.org/2005/Atom}"
_GONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
_DAY = datetime.date(2026, 11, 24)
#: What a follower knows of a meeting.
Held = tuple[int, str]


class Follower:
    """A copy, and how it is kept; ``folder`` is where dumps are published."""

    def __init__(self, client, folder: Path) -> None:
        self.client, self.folder = client, folder
        self.known: dict[int, Held] = {}

    def follow(self) -> None:
        """Bring ``known`` up to date."""
        raise NotImplementedError

    def take(self, number: int, held: Held | None) -> None:
        """Keep what is said of a meeting; ``None`` where it is gone."""
        if held is None:
            self.known.pop(number, None)
        else:
            self.known[number] = held


class Downloader(Follower):
    """Downloads the list of all meetings anew."""

    def follow(self) -> None:
        lines = self.client.get("/meetings.jsonl").getvalue().splitlines()
        self.known = {
            line["form"]["id"]: (line["edition"]["number"], line["edition"]["sha256"])
            for line in map(json.loads, lines)
        }


class Harvester(Follower):
    """Harvests by OAI-PMH, from the second of the last change that it knows of."""

    since = ""

    def follow(self) -> None:
        arguments = {"metadataPrefix": "meeting"} | ({"from": self.since} if self.since else {})
        while arguments:
            answer = self.client.get("/oai", {"verb": "ListRecords"} | arguments)
            root = ElementTree.fromstring(answer.content)
            for record in root.iter(f"{_OAI}record"):
                self._harvest(record)
            token = root.findtext(f".//{_OAI}resumptionToken")
            arguments = {"resumptionToken": token} if token else {}

    def _harvest(self, record: ElementTree.Element) -> None:
        header = record.find(f"{_OAI}header")
        number = int(header.findtext(f"{_OAI}identifier").rpartition(":")[2])
        metadata = record.find(f"{_OAI}metadata/*")
        self.since = max(self.since, header.findtext(f"{_OAI}datestamp"))
        self.take(
            number, None if metadata is None else (int(metadata.get("edition")), metadata.get("sha256"))
        )


class FullHarvester(Harvester):
    """Harvests everything each time; deletions are kept for ever, so that nothing else is needed."""

    def follow(self) -> None:
        self.known, self.since = {}, ""
        super().follow()


class FeedReader(Follower):
    """Reads the feed of the whole archive, page by page, back to what it has read before."""

    read = ""

    def follow(self) -> None:
        address, newest = "/meetings.atom", self.read
        while address:
            root = ElementTree.fromstring(self.client.get(address).getvalue())
            address = next(
                (one.get("href") for one in root.iter(f"{_ATOM}link") if one.get("rel") == "next"), ""
            )
            for item in root:
                told = self._told(item)
                if told is None:
                    continue
                number, at, held = told
                if at <= self.read:
                    address = ""
                    break
                newest = max(newest, at)
                self.take(number, held)
        self.read = newest

    @staticmethod
    def _told(item: ElementTree.Element) -> tuple[int, str, Held | None] | None:
        """The meeting that an entry or tombstone is about, when it changed, and what is known of it now."""
        if item.tag == _GONE:
            return _number(item.get("ref")), item.get("when"), None
        if item.tag != f"{_ATOM}entry":
            return None
        said = re.search(r"Edition (\d+), sha256 ([0-9a-f]{64})\.", item.findtext(f"{_ATOM}summary"))
        return (
            _number(item.findtext(f"{_ATOM}id")),
            item.findtext(f"{_ATOM}updated"),
            (int(said[1]), said[2]),
        )


def _number(permanent: str) -> int:
    return int(permanent.rstrip("/").rpartition("/")[2])


class ChangeFollower(Follower):
    """Follows the change log of the programming interface, a few changes at a time."""

    since = "0"

    def follow(self) -> None:
        address = f"/api/v1/changes/?since={self.since}&size=3"
        while address:
            page = self.client.get(address).json()
            for change in page["results"]:
                self._take_anew(change["meeting"])
            self.since, address = page["since"], page["next"]

    def _take_anew(self, meeting: dict) -> None:
        answer = self.client.get(meeting["url"])
        assert answer.status_code in (200, 301, 410)
        found = answer.json() if answer.status_code == 200 else None
        self.take(meeting["id"], found and (found["edition"], found["sha256"]))


class TakerOfDumps(Follower):
    """Takes each new dump, and of it only what changed since the one before."""

    taken = ""

    def follow(self) -> None:
        dump = publish(self.folder, on=_DAY) or next(dumps_in(self.folder))
        waiting = []
        for one in dumps_in(self.folder):
            if one.name == self.taken:
                break
            waiting.append(one)
        for one in reversed(waiting):
            changed = {row["meeting"] for row in reading.lines(one.folder, "since")}
            for row in reading.lines(one.folder, "meetings"):
                if row["id"] in changed:
                    self.take(row["id"], _held(row))
        self.taken = dump.name


class TakerOfWholeDumps(Follower):
    """Takes the newest dump whole, and counts the editions for itself."""

    def follow(self) -> None:
        publish(self.folder, on=_DAY)
        newest = next(dumps_in(self.folder)).folder
        public = {row["id"] for row in reading.lines(newest, "meetings") if row["state"] == "published"}
        self.known = {}
        for row in reading.lines(newest, "editions"):
            if row["meeting"] in public:
                self.known[row["meeting"]] = (row["number"], row["sha256"])


def _held(row: dict) -> Held | None:
    return (row["edition"], row["sha256"]) if row["state"] == "published" else None


FOLLOWERS = (
    Downloader,
    Harvester,
    FullHarvester,
    FeedReader,
    *([ChangeFollower] if settings.ARCHIVE_API else []),
    TakerOfDumps,
    TakerOfWholeDumps,
)
