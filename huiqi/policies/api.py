from ninja import Router
router = Router()
class BadQuestion(Exception):
    fields: dict[str,str] = {}
