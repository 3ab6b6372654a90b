"""What Huiqi claims about strength: what was acknowledged survives `kill -9` of any of its processes at any instant.

`python -m prove [--kills N] [--seed N] [--clients N] [--patience SECONDS] [--keep]` starts an instance of its own by
the launcher, in `var/prove/`, with everything flushed to disk. Several clients live demands over HTTP and do again
what they got no answer to, as people with a browser do; meanwhile a web process, the worker, the database or one of its
backends is killed, again and again, and the launcher starts it anew. Afterwards what the clients were told is
reconciled with what is stored. It prints a table, and ends with 1, the details and the seed where something is lost,
doubled or out of step.
"""
