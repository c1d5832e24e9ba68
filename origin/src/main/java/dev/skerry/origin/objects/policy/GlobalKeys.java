package dev.skerry.origin.objects.policy;

import java.util.List;

/**
 * The condition keys that AWS has for every service. Of what is not there (organizations, virtual
 * private clouds, sessions, users, AWS services that call) a question has no value, so conditions
 * hold as IAM says of missing keys.
 *
 * <p>Source: "AWS global condition context keys".
 */
record GlobalKeys(ConditionKeyTable table) {
  void add() {
    requester();
    request();
    absent();
  }

  private void requester() {
    table.put(
        "aws:PrincipalArn", (question, _) -> ConditionKeyTable.one(question.requester().arn()));
    table.put(
        "aws:PrincipalAccount",
        (question, _) -> ConditionKeyTable.one(question.requester().accountId()));
    table.put(
        "aws:userid", (question, _) -> ConditionKeyTable.one(question.requester().accountId()));
    table.put(
        "aws:PrincipalType",
        (question, _) -> List.of(question.requester().anonymous() ? "Anonymous" : "Account"));
    table.put("aws:PrincipalIsAWSService", (_, _) -> List.of("false"));
    table.put("aws:ViaAWSService", (_, _) -> List.of("false"));
  }

  private void request() {
    table.put("aws:CurrentTime", (question, _) -> List.of(question.request().time().toString()));
    table.put(
        "aws:EpochTime",
        (question, _) -> List.of(Long.toString(question.request().time().getEpochSecond())));
    table.put(
        "aws:SourceIp", (question, _) -> ConditionKeyTable.one(question.request().sourceIp()));
    table.put(
        "aws:SecureTransport",
        (question, _) -> List.of(Boolean.toString(question.request().secure())));
    table.put("aws:Referer", ConditionKeyTable.header("referer", ConditionKeyTable.ALL));
    table.put("aws:UserAgent", ConditionKeyTable.header("user-agent", ConditionKeyTable.ALL));
    table.put("aws:RequestedRegion", (question, _) -> List.of(question.bucket().region()));
    table.put(
        "aws:ResourceAccount", (question, _) -> List.of(question.bucket().owner().accountId()));
  }

  private void absent() {
    for (String name :
        List.of(
            "CalledVia",
            "CalledViaFirst",
            "CalledViaLast",
            "Ec2InstanceSourcePrivateIPv4",
            "Ec2InstanceSourceVpc",
            "FederatedProvider",
            "MultiFactorAuthAge",
            "MultiFactorAuthPresent",
            "PrincipalOrgID",
            "PrincipalOrgPaths",
            "PrincipalServiceName",
            "PrincipalServiceNamesList",
            "ResourceOrgID",
            "ResourceOrgPaths",
            "SourceAccount",
            "SourceArn",
            "SourceIdentity",
            "SourceOrgID",
            "SourceOrgPaths",
            "SourceOwner",
            "SourceVpc",
            "SourceVpcArn",
            "SourceVpce",
            "TagKeys",
            "TokenIssueTime",
            "VpceAccount",
            "VpceOrgID",
            "VpceOrgPaths",
            "VpcSourceIp",
            "username")) {
      table.put("aws:" + name, ConditionKeyTable.NEVER);
    }
    for (String name : List.of("PrincipalTag", "RequestTag", "ResourceTag")) {
      table.putWithTag("aws:" + name, ConditionKeyTable.NEVER, ConditionKeyTable.ALL);
    }
  }
}
