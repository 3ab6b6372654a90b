"""Tests of service agreements."""
