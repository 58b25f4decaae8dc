"""From EMAIL_URL to the server that mail is sent by."""

from dataclasses import dataclass, field

from archive import env


@dataclass(frozen=True)
class Server:
    """Where mail is handed over, and how; without a ``host`` none is sent."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = field(default="", repr=False)
    tls: bool = False
    starttls: bool = False


def server(name: str) -> Server:
    """Read a mail server from the variable ``name``: ``smtp://user:password@host:587`` or ``smtps://``.

    Raises ``SettingError`` for anything else.
    """
    found = env.address(name, "none://", ("smtp", "smtps", "none"), ("starttls",))
    if found.scheme == "none":
        return Server()
    if not found.host or found.path.strip("/"):
        raise env.SettingError(f"{name} must name a host and nothing after it.")
    tls = found.scheme == "smtps"
    option = f"starttls of {name}"
    starttls = env.boolean(option, not tls, environ={option: found.options.get("starttls", "")})
    if tls and starttls:
        raise env.SettingError(f"{name} begins with smtps://, which needs no starttls.")
    return Server(found.host, found.port or (465 if tls else 587), found.user, found.password, tls, starttls)
