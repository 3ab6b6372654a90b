"""Files 文件: what people attach. Content lies in HUIQI_HOME/files under a random name with its SHA-256.

The type is judged by content, never by name. There are no public routes: the owning app serves its attachments
after its own `visible_to`.
"""
