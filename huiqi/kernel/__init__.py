"""What every app stands on and none is about: words, flows, access, events and jobs.

It has no models and no subject (one bare table says that something public changed, `kept`). `words` and `flow` are
pure; `access`, `events` and `jobs` are the three
ways in which a thing that happens here meets a person, another app, and a later moment.
"""
