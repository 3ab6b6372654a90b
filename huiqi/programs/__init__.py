"""Programs 程序接入: another system that acts for an office of the network, and the key by which it is known.

An *access key* 访问密钥 is asked for by the office that answers for it, allowed by the security administrator, and
fetched once by the office; only its hash is kept. It opens calls of the API, each by the *scope* 权限 it names, and no
page. A program acts as its office, and what it does stands in the journal under the reference of its key.
"""
