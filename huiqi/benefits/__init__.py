"""Benefit without filing 免申即享: what a firm is owed reaches it without its asking.

A *programme* 兑付批次 carries one policy of the library out, for one year and region: its guide 办事指南 is written by
the hub, approved by the authority 主管部门 and so published, within 7 working days of the policy; the firms are found
by comparing data 数据比对, each with its amount and the lines of its calculation; their windows verify the list 核验;
it is published 公示, and whoever disagrees objects 异议; each firm is asked whether it wants it 意愿确认; payment lists
兑付清单 with totals are confirmed by the finance department 财政部门, which writes down what was paid, came back 退汇
or was taken back 追回. From a firm's yes until its money 60 working days.
"""
