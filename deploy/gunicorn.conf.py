"""How gunicorn serves the archive; ``python -m gunicorn --config deploy/gunicorn.conf.py archive.wsgi``."""

import gc
import os

from archive import env, logs

bind = env.text("ARCHIVE_BIND", "127.0.0.1:8000")
workers = env.integer("WEB_CONCURRENCY", 2, least=1, most=64)
worker_class = "gthread"
threads = env.integer("WEB_THREADS", 4, least=1, most=64)
keepalive = 15
timeout = 60
graceful_timeout = 20
# The application is loaded once and shared: less memory, and a setting that cannot be used stops the start.
preload_app = True
# Where the heartbeat files of the workers lie in memory, a slow disk cannot make a worker look dead.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108
proc_name = "archive"
# One way in less: whoever runs the server steers it by signals.
control_socket_disable = True

# The archive logs each request itself, without personal data; gunicorn's own lines take the same form.
accesslog = None
logconfig_dict = logs.configuration(env.choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")))
logconfig_dict["loggers"]["gunicorn.error"] = {
    "handlers": ["stderr"],
    "level": logconfig_dict["root"]["level"],
    "propagate": False,
}
# Django leaves it to the server to drop the body of an answer to HEAD, which is nothing to warn of each time.
logconfig_dict["loggers"]["gunicorn.http.wsgi"] = {"level": "ERROR"}


def when_ready(server):
    """Load the index and answer once for all workers, and close what that opened: no two share a connection.

    The workers share the memory of what was there before they were forked, as long as nobody writes to it:
    collecting garbage would.
    """
    from django.db import DatabaseError, connections

    from archive import warming
    from meetings.search import index

    try:
        index.load()
        warming.answer_once(server.app.wsgi())
    except DatabaseError:
        server.log.warning("The index could not be loaded; each worker loads its own when it is asked.")
    gc.freeze()

    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
