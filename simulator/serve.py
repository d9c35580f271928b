"""Serves the AWS simulator on one loopback port until it is told to stop.

Prints `ready http://127.0.0.1:PORT` on stdout once it answers. Stops at SIGINT and SIGTERM, and with
`--until-stdin-closes` also when the process that holds the other end of stdin dies, however it dies.
Exit codes: 0 stopped, 1 failed, 3 the port is taken.
"""

import argparse
import os
import signal
import sys
import threading

PORT_TAKEN = 3


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="serve.py", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--account", default="123456789012", help="the account that STS answers, 12 digits")
    parser.add_argument("--request-log", metavar="FILE", help="append one JSON line for each API call")
    parser.add_argument("--seed", type=int, help="make the ids of new objects the same in every run")
    parser.add_argument("--bytecode-folder", metavar="DIR", help="keep compiled files there, not beside the sources")
    parser.add_argument("--until-stdin-closes", action="store_true", help="stop when stdin reaches its end")
    return parser.parse_args()


def configure_moto(account: str) -> None:
    """Sets what moto reads from the environment while it is imported, hence before any import of it."""
    os.environ["MOTO_ACCOUNT_ID"] = account
    # Without these, attachments of AWS's own policies answer NoSuchEntity and a certificate needs a minute.
    os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"
    os.environ["MOTO_ACM_VALIDATION_WAIT"] = "1"


def stop_when_stdin_closes() -> None:
    def wait_for_end() -> None:
        while sys.stdin.buffer.read(4096):
            pass
        os._exit(0)

    threading.Thread(target=wait_for_end, daemon=True).start()


def main() -> None:
    options = arguments()
    sys.pycache_prefix = options.bytecode_folder
    # Nothing here needs a tidy end: all state is in memory, and the request log is flushed line by line.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: os._exit(0))
    if options.until_stdin_closes:
        stop_when_stdin_closes()
    configure_moto(options.account)

    from app import application, bind

    app = application(account=options.account, request_log=options.request_log, seed=options.seed)
    try:
        server = bind(app, options.port)
    except OSError as error:
        print(f"cannot listen on 127.0.0.1:{options.port}: {error.strerror}", file=sys.stderr, flush=True)
        os._exit(PORT_TAKEN)
    print(f"ready http://127.0.0.1:{server.port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
