"""Accounts 账号: people 人员, organisations 组织 and the seats 席位 that join them.

A person signs in by mobile number with a code or a password. A seat is a role in an organisation; a person may
have several and acts on one at a time. Middleware turns all this into one frozen Actor per request.
"""
