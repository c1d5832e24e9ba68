package dev.skerry.origin.objects.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that are no policy of the bucket, and the texts that say so. */
class MalformedPolicyTest {
  private static final String NOT_JSON =
      "Policies must be valid JSON and the first byte must be '{'";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " {}",
        "[]",
        "null",
        "{",
        "{\"Statement\": []",
        "{\"Statement\": [],}",
        "{\"Statement\": []} x",
        "{'Statement': []}",
        "{\"Id\": \"a\", \"Id\": \"b\"}",
        "{\"Statement\": [[[[[[[[[[[[]]]]]]]]]]]]}"
      })
  void whatIsNotJsonIsRefused(String document) {
    refused(document, NOT_JSON);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{}                                          | Missing required field Statement",
        "{'Statement': null}                         | Missing required field Statement",
        "{'Statement': []}                           | Could not parse the policy: Statement is"
            + " empty!",
        "{'Statement': ['x']}                        | Could not parse the policy: Statement is not"
            + " an object",
        "{'Version': '2012-10-18', 'Statement': []}  | The policy must contain a valid version"
            + " string",
        "{'Version': 2012, 'Statement': []}          | The policy must contain a valid version"
            + " string",
        "{'Id': 7, 'Statement': []}                  | Invalid value for field Id",
        "{'Statements': []}                          | Unknown field Statements",
        "{'statement': []}                           | Unknown field statement"
      })
  void aDocumentHasWhatItMustAndNothingElse(String document, String text) {
    refused(document.replace('\'', '"'), text);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'Effect': 'Allow'         | -                    | Missing required field Effect",
        "'Effect': 'Allow'         | 'Effect': 'allow'    | Invalid effect: allow",
        "'Effect': 'Allow'         | 'Effect': []         | Invalid effect",
        "'Principal': '*'          | -                    | Missing required field Principal",
        "'Principal': '*'          | 'Principal': 'ben'   | Invalid principal in policy",
        "'Principal': '*'          | 'Principal': {}      | Invalid principal in policy",
        "'Principal': '*'          | 'Principal': ['*']   | Invalid principal in policy",
        "'Principal': '*'          | 'Principal': {'AWS': []} | Invalid principal in policy",
        "'Principal': '*'          | 'Principal': {'AWS': 'ben'} | Invalid principal in policy",
        "'Principal': '*'          | 'Principal': {'aws': '*'} | Invalid principal in policy",
        "'Principal': '*'          | 'Principal': {'AWS': '999999999999'} | Invalid principal in"
            + " policy",
        "'Principal': '*'          | 'Principal': {'AWS': 'arn:aws:iam::999999999999:root'} |"
            + " Invalid principal in policy",
        "'Principal': '*'          | 'Principal': {'AWS': 'arn:aws:iam::222222222222:user/*'} |"
            + " Invalid principal in policy",
        "'Principal': '*'          | 'Principal': {'AWS': 'arn:aws:s3:::photos'} | Invalid"
            + " principal in policy",
        "'Principal': '*'          | 'Principal': {'CanonicalUser': 'abc'} | Invalid principal in"
            + " policy",
        "'Principal': '*'          | 'Principal': {'User': 'abc'} | Invalid principal in policy",
        "'Principal': '*'          | 'NotPrincipal': '*'  | Allow with NotPrincipal is not"
            + " allowed.",
        "'Principal': '*'          | 'Principal': '*', 'NotPrincipal': '*' | Statement has both"
            + " Principal and NotPrincipal",
        "'Action': 's3:GetObject'  | -                    | Missing required field Action",
        "'Action': 's3:GetObject'  | 'Action': []         | Policy has invalid action",
        "'Action': 's3:GetObject'  | 'Action': 7          | Policy has invalid action",
        "'Action': 's3:GetObject'  | 'Action': 'GetObject' | Policy has invalid action",
        "'Action': 's3:GetObject'  | 'Action': 's3:Fly'   | Policy has invalid action",
        "'Action': 's3:GetObject'  | 'Action': 'ec2:*'    | Policy has invalid action",
        "'Action': 's3:GetObject'  | 'Action': ['s3:GetObject', 's3:Fly*'] | Policy has invalid"
            + " action",
        "'Action': 's3:GetObject'  | 'Action': 's3:ListBucket' | Action does not apply to any"
            + " resource(s) in statement",
        "'Action': 's3:GetObject'  | 'Action': ['s3:GetObject', 's3:ListBucket'] | Action does not"
            + " apply to any resource(s) in statement",
        "'Action': 's3:GetObject'  | 'Action': 's3:ListAllMyBuckets' | Action does not apply to any"
            + " resource(s) in statement",
        "'Action': 's3:GetObject'  | 'Action': 's3:*', 'NotAction': 's3:*' | Statement has both"
            + " Action and NotAction",
        "'Resource': 'arn:aws:s3:::photos/*' | -          | Missing required field Resource",
        "'Resource': 'arn:aws:s3:::photos/*' | 'Resource': [] | Policy has invalid resource",
        "'Resource': 'arn:aws:s3:::photos/*' | 'Resource': 'photos/*' | Policy has invalid"
            + " resource",
        "'Resource': 'arn:aws:s3:::photos/*' | 'Resource': 'arn:aws:s3:::other/*' | Policy has"
            + " invalid resource",
        "'Resource': 'arn:aws:s3:::photos/*' | 'Resource': ['arn:aws:s3:::photos/*',"
            + " 'arn:aws:s3:::photo'] | Policy has invalid resource",
        "'Resource': 'arn:aws:s3:::photos/*' | 'Resource': 'arn:aws:sns:::photos/*' | Policy has"
            + " invalid resource",
        "'Resource': 'arn:aws:s3:::photos/*' | 'Resource': 'arn:aws:s3:::photos' | Action does not"
            + " apply to any resource(s) in statement",
        "'Resource': 'arn:aws:s3:::photos/*' | 'Resource': 'arn:aws:s3:::photos/${aws:userid' |"
            + " Policy has an invalid variable",
        "'Resource': 'arn:aws:s3:::photos/*' | 'Resource': 'arn:aws:s3:::photos/${aws:colour}' |"
            + " Policy has an invalid condition key",
        "'Sid': 'one'              | 'Sid': 1             | Invalid value for field Sid",
        "'Sid': 'one'              | 'Side': 'one'        | Unknown field Side"
      })
  void aStatementHasWhatItMustAndNothingElse(String part, String instead, String text) {
    String statement =
        "'Sid': 'one', 'Effect': 'Allow', 'Principal': '*', 'Action': 's3:GetObject', 'Resource':"
            + " 'arn:aws:s3:::photos/*'";
    assertThat(statement).contains(part);
    String changed =
        instead.equals("-")
            ? statement.replace(part + ", ", "").replace(", " + part, "")
            : statement.replace(part, instead);
    refused(
        ("{'Version': '2012-10-17', 'Statement': [{" + changed + "}]}").replace('\'', '"'), text);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'x'                                                | Invalid value for field Condition",
        "{'StringEqual': {'aws:Referer': 'x'}}              | Invalid Condition type : StringEqual",
        "{'stringequals': {'aws:Referer': 'x'}}             | Invalid Condition type :"
            + " stringequals",
        "{'NullIfExists': {'aws:Referer': 'true'}}          | Invalid Condition type :"
            + " NullIfExists",
        "{'ForSomeValues:StringEquals': {'aws:Referer': 'x'}} | Invalid Condition type :"
            + " ForSomeValues:StringEquals",
        "{'StringEquals': 'x'}                              | Invalid Condition type :"
            + " StringEquals",
        "{'StringEquals': {'aws:Colour': 'x'}}              | Policy has an invalid condition key",
        "{'StringEquals': {'s3:ExistingObjectTag': 'x'}}    | Policy has an invalid condition key",
        "{'StringEquals': {'s3:ExistingObjectTag/': 'x'}}   | Policy has an invalid condition key",
        "{'StringEquals': {'ec2:Owner': 'x'}}               | Policy has an invalid condition key",
        "{'StringEquals': {'s3:prefix': 'x'}}               | Conditions do not apply to"
            + " combination of actions and resources in statement",
        "{'StringEquals': {'aws:Referer': []}}              | Policy has no value for condition key"
            + " aws:Referer",
        "{'StringEquals': {'aws:Referer': {}}}              | Policy has an invalid condition"
            + " value",
        "{'StringEquals': {'aws:Referer': null}}            | Policy has an invalid condition"
            + " value",
        "{'IpAddress': {'aws:SourceIp': '300.0.0.1'}}       | Invalid IP address in Conditions",
        "{'IpAddress': {'aws:SourceIp': '10.0.0.0/33'}}     | Invalid IP address in Conditions",
        "{'IpAddress': {'aws:SourceIp': '10.1/16'}}         | Invalid IP address in Conditions",
        "{'IpAddress': {'aws:SourceIp': 'localhost'}}       | Invalid IP address in Conditions",
        "{'NumericEquals': {'s3:signatureAge': 'ten'}}      | Invalid value in Conditions for"
            + " operator NumericEquals",
        "{'NumericEquals': {'s3:signatureAge': '1e9'}}      | Invalid value in Conditions for"
            + " operator NumericEquals",
        "{'DateLessThan': {'aws:CurrentTime': 'today'}}     | Invalid value in Conditions for"
            + " operator DateLessThan",
        "{'DateLessThan': {'aws:CurrentTime': '2026-13'}}   | Invalid value in Conditions for"
            + " operator DateLessThan",
        "{'Bool': {'aws:SecureTransport': 'yes'}}           | Invalid value in Conditions for"
            + " operator Bool",
        "{'Null': {'aws:Referer': 'yes'}}                   | Invalid value in Conditions for"
            + " operator Null",
        "{'BinaryEquals': {'aws:Referer': '!'}}             | Invalid value in Conditions for"
            + " operator BinaryEquals"
      })
  void aConditionHasAnOperatorAKeyAndAValue(String condition, String text) {
    String policy =
        "{'Version': '2012-10-17', 'Statement': {'Effect': 'Allow', 'Principal': '*', 'Action':"
            + " 's3:GetObject', 'Resource': 'arn:aws:s3:::photos/*', 'Condition': "
            + condition
            + "}}";
    refused(policy.replace('\'', '"'), text);
  }

  @Test
  void noTwoStatementsHaveOneId() {
    String statement =
        """
        {"Sid": "a", "Effect": "Deny", "Principal": "*", "Action": "s3:*",
         "Resource": "arn:aws:s3:::photos"}\
        """;
    refused(
        "{\"Statement\": [" + statement + "," + statement + "]}",
        "Statement IDs (SID) in a single policy must be unique.");
  }

  @Test
  void aDocumentIsAtMostTwentyKilobytes() {
    String policy =
        """
        {"Id": "%s", "Statement": {"Effect": "Deny", "Principal": "*", "Action": "s3:*",
         "Resource": "arn:aws:s3:::photos"}}\
        """;
    int rest = policy.formatted("").length();
    assertThat(Ask.policy(policy.formatted("i".repeat(20_480 - rest))).isPublic()).isFalse();
    refused(
        policy.formatted("i".repeat(20_481 - rest)),
        "Normalized policy document exceeds the maximum allowed size of 20480 bytes");
  }

  @Test
  void whomAStoredPolicySpeaksOfMayBeGone() {
    String policy =
        """
        {"Statement": {"Effect": "Allow", "Principal": {"AWS": "999999999999"},
         "Action": "s3:*", "Resource": "arn:aws:s3:::photos"}}\
        """;
    refused(policy, "Invalid principal in policy");
    assertThat(PolicyDocument.stored(policy.getBytes(UTF_8), Ask.BUCKET).isPublic()).isFalse();
  }

  private static void refused(String document, String text) {
    assertThatThrownBy(() -> Ask.policy(document))
        .isInstanceOfSatisfying(
            PolicyException.class,
            e -> {
              assertThat(e.error()).isEqualTo(PolicyError.MALFORMED_POLICY);
              assertThat(e).hasMessage(text);
            });
  }
}
