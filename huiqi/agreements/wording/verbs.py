"""What a verb of an agreement will do, said on its form."""

from django.utils.translation import gettext_lazy as lazy

from huiqi.agreements.words import AgreementVerb

BEFORE = {
    AgreementVerb.SIGN: lazy("签署以后送企业确认。企业确认以前还可以修改，改过要重新签署。"),
    AgreementVerb.AGREE: lazy("同意以后协议生效，承办单位按节点做。要变更，双方重新确认。"),
    AgreementVerb.DECLINE: lazy("说明哪里不同意，承办单位改好后再送来确认。"),
    AgreementVerb.REPORT: lazy("企业会收到通知，凭账号或验证码确认；确认以后才计一次服务。"),
    AgreementVerb.CONFIRM: lazy("确认以后，这次服务计入承办单位的服务次数。没有做完的，请选“还没有完成”。"),
    AgreementVerb.DISPUTE: lazy("说明哪里没有完成，承办单位做好后再请您确认。"),
    AgreementVerb.END: lazy("终止以后不再往下做，已经完成的节点和成效留着。"),
}
