"""Huiqi 惠企: software for networks of public service platforms for small and medium-sized enterprises."""
