"""The launcher: one command that brings up PostgreSQL, the web server and the worker, and takes them down again.

Standard library only. `plan.py` says what is started, `supervise.py` keeps it running, `postgres.py` owns the embedded
database, `home.py` the folder all of it lives in.
"""
