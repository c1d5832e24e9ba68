package dev.skerry.origin.objects.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which requests a condition admits: one policy that allows PutObject and lists under it. */
class ConditionTest {
  private static Ask put(String condition) {
    return Ask.by(Ask.BEN)
        .policyOf(
            """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": "*",
             "Action": ["s3:PutObject", "s3:ListBucket"],
             "Resource": ["arn:aws:s3:::photos", "arn:aws:s3:::photos/*"],
             "Condition": %s}}\
            """
                .formatted(condition.replace('\'', '"')));
  }

  @ParameterizedTest(name = "{0} with x-amz-acl {1} is {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      quoteCharacter = '"',
      value = {
        "{'StringEquals': {'s3:x-amz-acl': 'private'}}                | private     | true",
        "{'StringEquals': {'s3:x-amz-acl': 'private'}}                | Private     | false",
        "{'StringEquals': {'S3:X-AMZ-ACL': 'private'}}                | private     | true",
        "{'StringEquals': {'s3:x-amz-acl': ['private', 'public-read']}} | public-read | true",
        "{'StringEquals': {'s3:x-amz-acl': 'private'}}                | -           | false",
        "{'StringEquals': {'s3:x-amz-acl': 'p*'}}                     | private     | false",
        "{'StringEquals': {'s3:x-amz-acl': '${*}'}}                   | *           | true",
        "{'StringEqualsIfExists': {'s3:x-amz-acl': 'private'}}        | -           | true",
        "{'StringEqualsIfExists': {'s3:x-amz-acl': 'private'}}        | public-read | false",
        "{'StringNotEquals': {'s3:x-amz-acl': 'private'}}             | public-read | true",
        "{'StringNotEquals': {'s3:x-amz-acl': 'private'}}             | private     | false",
        "{'StringNotEquals': {'s3:x-amz-acl': 'private'}}             | -           | true",
        "{'StringNotEquals': {'s3:x-amz-acl': ['a', 'private']}}      | private     | false",
        "{'StringEqualsIgnoreCase': {'s3:x-amz-acl': 'PRIVATE'}}      | private     | true",
        "{'StringNotEqualsIgnoreCase': {'s3:x-amz-acl': 'PRIVATE'}}   | private     | false",
        "{'StringLike': {'s3:x-amz-acl': 'public-*'}}                 | public-read | true",
        "{'StringLike': {'s3:x-amz-acl': 'p?ivate'}}                  | private     | true",
        "{'StringLike': {'s3:x-amz-acl': 'p${?}ivate'}}               | private     | false",
        "{'StringLike': {'s3:x-amz-acl': 'public-*'}}                 | private     | false",
        "{'StringNotLike': {'s3:x-amz-acl': 'public-*'}}              | private     | true",
        "{'StringNotLike': {'s3:x-amz-acl': 'public-*'}}              | -           | true",
        "{'Null': {'s3:x-amz-acl': 'true'}}                           | -           | true",
        "{'Null': {'s3:x-amz-acl': true}}                             | private     | false",
        "{'Null': {'s3:x-amz-acl': 'false'}}                          | private     | true",
        "{'Null': {'s3:x-amz-acl': 'false'}}                          | -           | false",
        "{'ForAnyValue:StringEquals': {'s3:x-amz-acl': 'private'}}    | -           | false",
        "{'ForAnyValue:StringNotEquals': {'s3:x-amz-acl': 'private'}} | -           | false",
        "{'ForAllValues:StringEquals': {'s3:x-amz-acl': 'private'}}   | -           | true",
        "{'StringLike': {'s3:x-amz-acl': 'p*'}, 'Null': {'aws:Referer': 'true'}} | private | true",
        "{'StringLike': {'s3:x-amz-acl': 'p*'}, 'Null': {'aws:Referer': 'false'}} | private | false"
      })
  void textsAreComparedAsTheOperatorSays(String condition, String acl, boolean admitted) {
    Ask ask = put(condition);
    if (acl != null) {
      ask.header("x-amz-acl", acl);
    }
    assertThat(ask.to(Action.PUT_OBJECT).allowed()).isEqualTo(admitted);
  }

  @ParameterizedTest(name = "{0} with max-keys {1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'NumericEquals': {'s3:max-keys': 10}}            | 10   | true",
        "{'NumericEquals': {'s3:max-keys': '10.0'}}        | 10   | true",
        "{'NumericNotEquals': {'s3:max-keys': 10}}         | 10   | false",
        "{'NumericNotEquals': {'s3:max-keys': 10}}         | many | true",
        "{'NumericLessThan': {'s3:max-keys': '10'}}        | 9    | true",
        "{'NumericLessThan': {'s3:max-keys': '10'}}        | 10   | false",
        "{'NumericLessThanEquals': {'s3:max-keys': '10'}}  | 10   | true",
        "{'NumericGreaterThan': {'s3:max-keys': '10'}}     | 10   | false",
        "{'NumericGreaterThanEquals': {'s3:max-keys': 10}} | 10   | true",
        "{'NumericLessThan': {'s3:max-keys': '10'}}        | many | false",
        "{'NumericLessThan': {'s3:max-keys': ['2', '10']}} | 9    | true"
      })
  void numbersAreComparedByTheirValue(String condition, String keys, boolean admitted) {
    assertThat(put(condition).query("max-keys", keys).to(Action.LIST_BUCKET).allowed())
        .isEqualTo(admitted);
  }

  @ParameterizedTest(name = "{0} at noon of 21 November 2026 is {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'DateGreaterThan': {'aws:CurrentTime': '2026-11-21T11:59:59Z'}}          | true",
        "{'DateGreaterThan': {'aws:CurrentTime': '2026-11-21T12:59:00+01:00'}}     | true",
        "{'DateLessThan': {'aws:CurrentTime': '2026-11-21T12:00:00Z'}}             | false",
        "{'DateLessThanEquals': {'aws:CurrentTime': '2026-11-21T12:00:00Z'}}       | true",
        "{'DateLessThan': {'aws:CurrentTime': '2027'}}                             | true",
        "{'DateGreaterThanEquals': {'aws:CurrentTime': '2026-11'}}                 | true",
        "{'DateGreaterThan': {'aws:CurrentTime': '2026-11-22'}}                    | false",
        "{'DateEquals': {'aws:EpochTime': '1795262400'}}                           | true",
        "{'DateNotEquals': {'aws:EpochTime': '1795262400'}}                        | false",
        "{'NumericGreaterThan': {'aws:EpochTime': 1795262399}}                     | true"
      })
  void timesAreComparedByTheMoment(String condition, boolean admitted) {
    assertThat(put(condition).to(Action.PUT_OBJECT).allowed()).isEqualTo(admitted);
  }

  @ParameterizedTest(name = "{0} from {1} is {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      quoteCharacter = '"',
      value = {
        "{'IpAddress': {'aws:SourceIp': '192.0.2.0/24'}}               | 192.0.2.255    | true",
        "{'IpAddress': {'aws:SourceIp': '192.0.2.9/24'}}               | 192.0.2.255    | true",
        "{'IpAddress': {'aws:SourceIp': '192.0.2.0/24'}}               | 192.0.3.0      | false",
        "{'IpAddress': {'aws:SourceIp': '192.0.2.128/25'}}             | 192.0.2.127    | false",
        "{'IpAddress': {'aws:SourceIp': '192.0.2.1'}}                  | 192.0.2.1      | true",
        "{'IpAddress': {'aws:SourceIp': '0.0.0.0/0'}}                  | 203.0.113.9    | true",
        "{'IpAddress': {'aws:SourceIp': '2001:DB8::/32'}}              | 2001:db8:7::1  | true",
        "{'IpAddress': {'aws:SourceIp': '2001:DB8::/32'}}              | 192.0.2.1      | false",
        "{'IpAddress': {'aws:SourceIp': ['10.0.0.0/8', '192.0.2.0/24']}} | 10.9.9.9     | true",
        "{'IpAddress': {'aws:SourceIp': '10.0.0.0/8'}}                 | -              | false",
        "{'NotIpAddress': {'aws:SourceIp': '192.0.2.0/24'}}            | 192.0.2.1      | false",
        "{'NotIpAddress': {'aws:SourceIp': '192.0.2.0/24'}}            | 192.0.3.1      | true",
        "{'NotIpAddress': {'aws:SourceIp': '192.0.2.0/24'}}            | -              | true"
      })
  void addressesAreLookedForInRanges(String condition, String ip, boolean admitted) {
    assertThat(put(condition).from(ip).to(Action.PUT_OBJECT).allowed()).isEqualTo(admitted);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'ArnEquals': {'aws:PrincipalArn': 'arn:aws:iam::222222222222:root'}}    | true",
        "{'ArnEquals': {'aws:PrincipalArn': 'arn:aws:iam::*:root'}}               | true",
        "{'ArnLike': {'aws:PrincipalArn': 'arn:aws:iam::2222*:ro?t'}}             | true",
        "{'ArnLike': {'aws:PrincipalArn': 'arn:aws:iam*:root'}}                   | false",
        "{'ArnLike': {'aws:PrincipalArn': 'arn:aws:*'}}                           | false",
        "{'ArnNotLike': {'aws:PrincipalArn': 'arn:aws:iam::333333333333:*'}}      | true",
        "{'ArnNotEquals': {'aws:PrincipalArn': 'arn:aws:iam::222222222222:root'}} | false",
        "{'StringEquals': {'aws:PrincipalAccount': '222222222222'}}               | true",
        "{'StringEquals': {'aws:userid': '${aws:PrincipalAccount}'}}              | true",
        "{'StringEquals': {'aws:userid': '${aws:username}'}}                      | false",
        "{'Bool': {'aws:SecureTransport': 'false'}}                               | true",
        "{'Bool': {'aws:SecureTransport': true}}                                  | false",
        "{'Bool': {'aws:MultiFactorAuthPresent': 'true'}}                         | false",
        "{'BoolIfExists': {'aws:MultiFactorAuthPresent': 'true'}}                 | true",
        "{'StringEquals': {'s3:authType': 'REST-HEADER'}}                         | true",
        "{'StringEquals': {'s3:signatureversion': 'AWS4-HMAC-SHA256'}}            | true",
        "{'NumericLessThan': {'s3:signatureAge': '1500'}}                         | false",
        "{'NumericLessThan': {'s3:signatureAge': '600000'}}                       | true",
        "{'StringEquals': {'s3:ResourceAccount': '111111111111'}}                 | true",
        "{'StringEquals': {'aws:RequestedRegion': 'us-east-1'}}                   | true",
        "{'StringEquals': {'aws:PrincipalOrgID': 'o-1'}}                          | false",
        "{'Bool': {'s3:ObjectCreationOperation': 'true'}}                         | true"
      })
  void theRequesterAndTheRequestAreKnown(String condition, boolean admitted) {
    assertThat(put(condition).to(Action.PUT_OBJECT).allowed()).isEqualTo(admitted);
  }

  @Test
  void aVariableWithoutAValueHasItsDefault() {
    String policy =
        """
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": "*",
         "Action": "s3:GetObject", "Resource": "arn:aws:s3:::photos/${aws:username, 'all'}/*"}}\
        """;
    assertThat(Ask.by(Ask.BEN).policyOf(policy).key("all/x").to(Action.GET_OBJECT).allowed())
        .isTrue();
    assertThat(Ask.by(Ask.BEN).policyOf(policy).key("ben/x").to(Action.GET_OBJECT).allowed())
        .isFalse();
  }

  @Test
  void eachValueOfARequestMustBeExpectedOrAnyMust() {
    String all = "{'ForAllValues:StringEquals': {'s3:RequestObjectTagKeys': ['a', 'b']}}";
    String any = "{'ForAnyValue:StringEquals': {'s3:RequestObjectTagKeys': ['a', 'b']}}";
    String other = "{'ForAnyValue:StringNotEquals': {'s3:RequestObjectTagKeys': ['a', 'b']}}";
    assertThat(put(all).requestTag("a", "1").to(Action.PUT_OBJECT).allowed()).isTrue();
    assertThat(put(all).to(Action.PUT_OBJECT).allowed()).isTrue();
    assertThat(put(all).requestTag("a", "1").requestTag("c", "1").to(Action.PUT_OBJECT).allowed())
        .isFalse();
    assertThat(put(any).requestTag("a", "1").requestTag("c", "1").to(Action.PUT_OBJECT).allowed())
        .isTrue();
    assertThat(put(any).to(Action.PUT_OBJECT).allowed()).isFalse();
    assertThat(put(other).requestTag("a", "1").to(Action.PUT_OBJECT).allowed()).isFalse();
    assertThat(put(other).requestTag("a", "1").requestTag("c", "1").to(Action.PUT_OBJECT).allowed())
        .isTrue();
  }

  @Test
  void tagsAreAskedForByTheirKeysWhoseCaseCounts() {
    String existing = "{'StringEquals': {'s3:ExistingObjectTag/Level': 'open'}}";
    String sent = "{'StringEquals': {'s3:requestobjecttag/Level': 'open'}}";
    assertThat(put(existing).existingTag("Level", "open").to(Action.PUT_OBJECT).allowed()).isTrue();
    assertThat(put(existing).existingTag("level", "open").to(Action.PUT_OBJECT).allowed())
        .isFalse();
    assertThat(put(sent).requestTag("Level", "open").to(Action.PUT_OBJECT).allowed()).isTrue();
    assertThat(put(sent).to(Action.PUT_OBJECT).allowed()).isFalse();
  }
}
