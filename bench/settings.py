"""The archive's settings as in production, with an address that does nothing and a way to forget."""

from archive.settings import *  # noqa: F403
from archive.settings import MIDDLEWARE

ROOT_URLCONF = "bench.urls"
MIDDLEWARE = ["bench.forgetting.Forget", *MIDDLEWARE]
