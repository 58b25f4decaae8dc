"""An editor's hands at the form of a meeting: what they press, click and load, counted."""

import json
from dataclasses import dataclass

#: Of somebody who types prose and reads what was marked.
KEYS_A_SECOND, CLICKS_A_SECOND = 5, 0.5


@dataclass
class Hand:
    """An editor's hands on keyboard and mouse, and what they do."""

    page: object
    keys: int = 0
    clicks: int = 0
    loads: int = 0
    #: The seconds that went into windows in which something missing is made.
    made: float = 0.0

    def press(self, key: str) -> None:
        self.keys += 1
        self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.keys += len(text)
        self.page.keyboard.type(text)

    def paste(self, name: str, text: str) -> None:
        """Paste into a field what was copied elsewhere; two keys together."""
        self.keys += 2
        self.page.fill(f"#id_{name}", text)

    def click(self, selector: str) -> None:
        self.clicks += 1
        self.page.click(selector)

    def go_to(self, name: str) -> None:
        """Reach a field as the Tab key would; one key."""
        self.keys += 1
        shown = f"#id_{name}"
        for made in (" + .select2 .select2-search__field", " + .select2 .select2-selection"):
            if self.page.locator(shown + made).count():
                shown += made
                break
        self.page.focus(shown)

    def fill(self, name: str, text: str) -> None:
        """Type into a field, over what stands there."""
        if text:
            self.go_to(name)
            self.press("Control+a")
            self.type(text)

    def pick(self, name: str, label: str) -> None:
        """Choose in a short list of the browser's own by the beginning of the words."""
        self.go_to(name)
        self.type(label)

    def choose(self, name: str, typed: str, label: str = "") -> None:
        """Choose in a list of the archive: type until ``label`` is the first that is found, and Enter."""
        self.go_to(name)
        self.type(typed)
        shown = json.dumps(label or typed)
        self.page.wait_for_selector(f".select2-results__option--highlighted:has-text({shown})")
        self.press("Enter")

    def choose_slowly(self, name: str, label: str) -> None:
        """Choose in a list of the archive, typing no more than it takes until ``label`` is the first."""
        self.go_to(name)
        self.keys += 1
        for typed in range(0, len(label), 6):
            with self.page.expect_response(lambda answer: "/autocomplete/" in answer.url):
                self.type(label[typed : typed + 6])
            self.page.wait_for_selector(".select2-results__option:not(.loading-results)")
            first = self.page.locator(".select2-results__option--highlighted")
            if first.count() and first.first.inner_text() == label:
                break
        self.page.wait_for_selector(f".select2-results__option--highlighted:has-text({json.dumps(label)})")
        self.page.keyboard.press("Enter")

    def value(self, name: str) -> str:
        """What stands in a field."""
        return self.page.input_value(f"#id_{name}")

    def add(self, group: str) -> None:
        """Another row."""
        self.keys += 1
        self.page.focus(f"#{group}-group .add-row a")
        self.press("Enter")

    def mark(self, words: str, letter: str, place: int = 0) -> None:
        """Select words of the source with the mouse, and press the key that says what they are about.

        ``place`` is from where on they are looked for. Dragging over words counts as a click.
        """
        self.clicks += 1
        # Nobody marks what is not there yet.
        self.page.wait_for_function(
            "([words, place]) => document.querySelector('#marking-text').value.includes(words, place)",
            arg=[words, place],
        )
        self.page.evaluate(
            """([words, place]) => {
                const text = document.querySelector("#marking-text");
                const start = text.value.indexOf(words, place);
                text.focus();
                text.setSelectionRange(start, start + words.length);
            }""",
            [words, place],
        )
        self.key_of_pane(letter)

    def key_of_pane(self, letter: str) -> None:
        """Press a key in the pane, and wait for what comes of it."""
        self.keys += 1
        self.page.evaluate(
            """() => { window.heard = new Promise((done) => {
                document.querySelector("aside.marking").addEventListener("marked", done, { once: true });
            }); }"""
        )
        self.page.focus("#marking-text")
        self.page.keyboard.press(letter)
        self.page.evaluate("() => window.heard.then(() => null)")

    def window(self, link: str, key: str = "Enter") -> "Hand":
        """The window in which something missing is made."""
        self.keys += 1
        self.page.focus(link)
        with self.page.expect_popup() as opened:
            self.page.keyboard.press(key)
        # A list of choices works once the scripts of the page have run.
        opened.value.wait_for_load_state("networkidle")
        return Hand(opened.value)

    def done_with(self, window: "Hand") -> None:
        """Save what was made, and come back with it chosen."""
        window.page.focus("[name=_save]")
        with window.page.expect_event("close"):
            window.press("Enter")
        self.keys += window.keys
        self.clicks += window.clicks
        self.made += window.seconds
        self.loads += 2

    def let_fill_in(self, letter: str) -> None:
        """Let the desk fill in what is probable, with f, or a summary, with s."""
        self.keys += 1
        self.page.evaluate("() => { document.querySelector('.suggested').textContent = ''; }")
        self.page.focus("#marking-text")
        self.page.keyboard.press(letter)
        self.page.wait_for_selector(".suggested:not(:empty)")

    def save(self, button: str) -> None:
        """Save, and see that it was."""
        self.keys += 1
        self.page.focus(f"[name={button}]")
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        assert self.page.locator(".errornote").count() == 0
        self.page.wait_for_load_state("networkidle")
        self.loads += 1

    @property
    def seconds(self) -> float:
        """How long a person takes for all of it."""
        return self.keys / KEYS_A_SECOND + self.clicks / CLICKS_A_SECOND
