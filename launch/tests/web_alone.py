"""The launcher with the real web server on a database without tables: `python -m launch.tests.web_alone`."""

import sys

from launch.__main__ import main
from launch.plan import HUIQI, Plan

if __name__ == "__main__":
    sys.exit(main(Plan(lambda *_: [], lambda settings, url: HUIQI.services(settings, url)[:1])))
