"""How platforms are named: 豫工信办企业〔2014〕22号 四（一）(requirements H22 to H24)."""


def hub_name(province: str) -> str:
    """四（一）1: the hub bears the name of its province."""
    return f"{province}中小企业公共服务平台"


def comprehensive_name(province: str, place: str) -> str:
    """四（一）2: `place` is the city or county with its own word for it: 郑州市, 滑县."""
    return f"{hub_name(province)}网络 {place}综合窗口平台"


def industry_name(province: str, city: str, cluster: str) -> str:
    """四（一）3: `cluster` is the name of the industrial cluster without the words 产业集聚区."""
    return f"{hub_name(province)}网络 {city}{cluster}产业集聚区产业窗口平台"
