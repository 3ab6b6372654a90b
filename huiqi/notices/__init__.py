"""Notices 通知: what a person is told, by which way and when: the inbox 收件箱, mail 邮件, the SMS port 短信.

Apps above register their kinds of notice (`ports.Kind`) and call `services.tell` inside the transaction of their verb.
A notice is one row of the inbox; what leaves the house is a delivery 发送 written in the same transaction and sent by
the worker, at least once, under a key by which the other side knows it again. A person chooses his rhythm 节奏.
"""
