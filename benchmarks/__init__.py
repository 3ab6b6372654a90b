"""What Huiqi claims about speed, measured on the running product beside its peers, in one run.

`python -m benchmarks [NAME …] [--size small|full] [--keep]` starts PostgreSQL and the web server as `make run` does, in
`var/bench/<size>/`, fills them with a generated network, prints a table and writes `benchmarks/results.json`.
"""
