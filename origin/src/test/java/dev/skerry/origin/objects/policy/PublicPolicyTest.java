package dev.skerry.origin.objects.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which policies are public, and what the public access block does about them. */
class PublicPolicyTest {
  private static String policy(String effect, String principal, String condition) {
    return """
    {"Version": "2012-10-17", "Statement": {"Effect": "%s", "Principal": %s,
     "Action": "s3:PutObject", "Resource": "arn:aws:s3:::photos/*", "Condition": %s}}\
    """
        .formatted(effect, principal, condition)
        .replace('\'', '"');
  }

  @ParameterizedTest(name = "{0} {1} {2} is public: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "Allow | '*'                         | {}                                           | true",
        "Allow | {'AWS': '*'}                | {}                                           | true",
        "Allow | {'AWS': ['222222222222', '*']} | {}                                        | true",
        "Allow | {'AWS': '222222222222'}     | {}                                           |"
            + " false",
        "Allow | {'Service': 'cloudtrail.amazonaws.com'} | {}                               |"
            + " false",
        "Deny  | '*'                         | {}                                           |"
            + " false",
        "Allow | '*' | {'StringEquals': {'aws:SourceVpc': 'vpc-91237329'}}                  |"
            + " false",
        "Allow | '*' | {'StringLike': {'aws:SourceVpc': 'vpc-*'}}                           | true",
        "Allow | '*' | {'StringLike': {'aws:SourceVpc': 'vpc-91237329'}}                    |"
            + " false",
        "Allow | '*' | {'StringNotEquals': {'aws:SourceVpc': 'vpc-91237329'}}               | true",
        "Allow | '*' | {'StringEqualsIfExists': {'aws:SourceVpc': 'vpc-91237329'}}          | true",
        "Allow | '*' | {'ForAllValues:StringEquals': {'aws:SourceVpc': 'vpc-91237329'}}     | true",
        "Allow | '*' | {'StringEquals': {'aws:SourceVpc': ['vpc-1', 'vpc-2*']}}             | true",
        "Allow | '*' | {'StringEquals': {'aws:PrincipalOrgID': 'o-1'}}                      |"
            + " false",
        "Allow | '*' | {'StringEquals': {'aws:userid': '${aws:userid}'}}                    | true",
        "Allow | '*' | {'ArnEquals': {'aws:SourceArn': 'arn:aws:sns:us-east-1:1:topic'}}    |"
            + " false",
        "Allow | '*' | {'ArnLike': {'aws:SourceArn': 'arn:aws:sns:*:*:topic'}}              | true",
        "Allow | '*' | {'StringLike': {'s3:DataAccessPointArn':"
            + " 'arn:aws:s3:us-west-2:123456789012:accesspoint/*'}} | false",
        "Allow | '*' | {'StringLike': {'s3:DataAccessPointArn':"
            + " 'arn:aws:s3:us-west-2:*:accesspoint/*'}} | true",
        "Allow | '*' | {'IpAddress': {'aws:SourceIp': '10.0.0.0/32'}}                       |"
            + " false",
        "Allow | '*' | {'IpAddress': {'aws:SourceIp': '10.0.0.0/8'}}                        |"
            + " false",
        "Allow | '*' | {'IpAddress': {'aws:SourceIp': '0.0.0.0/1'}}                         | true",
        "Allow | '*' | {'IpAddress': {'aws:SourceIp': ['10.0.0.0/8', '::/0']}}              | true",
        "Allow | '*' | {'NotIpAddress': {'aws:SourceIp': '10.0.0.0/8'}}                     | true",
        "Allow | '*' | {'StringLike': {'aws:Referer': 'http://example.com/'}}               | true",
        "Allow | '*' | {'StringEquals': {'s3:x-amz-acl': 'private'}}                        | true"
      })
  void aPolicyIsPublicUnlessItAdmitsKnownOnesOnly(
      String effect, String principal, String condition, boolean isPublic) {
    assertThat(Ask.policy(policy(effect, principal, condition)).isPublic()).isEqualTo(isPublic);
  }

  @Test
  void aPublicPolicyCannotBeSetWhereSuchAreBlocked() {
    PublicAccessBlock block = new PublicAccessBlock(false, false, true, false);
    PolicyDocument open = Ask.policy(policy("Allow", "'*'", "{}"));
    PolicyDocument closed = Ask.policy(policy("Allow", "{'AWS': '222222222222'}", "{}"));
    assertThatThrownBy(() -> block.requireMayBeSet(open))
        .isInstanceOfSatisfying(
            PolicyException.class, e -> assertThat(e.error()).isEqualTo(PolicyError.ACCESS_DENIED));
    assertThatCode(() -> block.requireMayBeSet(closed)).doesNotThrowAnyException();
    assertThatCode(() -> PublicAccessBlock.NOTHING.requireMayBeSet(open))
        .doesNotThrowAnyException();
  }

  @Test
  void aRestrictedPublicBucketIsForItsOwnersAccountAlone() {
    PublicAccessBlock restricted = new PublicAccessBlock(false, false, false, true);
    String open = policy("Allow", "'*'", "{}");
    String closed = policy("Allow", "{'AWS': '222222222222'}", "{}");
    assertThat(Ask.by(Ask.BEN).policyOf(open).block(restricted).to(Action.PUT_OBJECT))
        .isEqualTo(Verdict.DENIED_BY_PUBLIC_ACCESS_BLOCK);
    assertThat(Ask.by(Requester.ANONYMOUS).policyOf(open).block(restricted).to(Action.PUT_OBJECT))
        .isEqualTo(Verdict.DENIED_BY_PUBLIC_ACCESS_BLOCK);
    assertThat(Ask.by(Ask.ANN).policyOf(open).block(restricted).to(Action.PUT_OBJECT))
        .isEqualTo(Verdict.ALLOWED_BY_POLICY);
    assertThat(Ask.by(Ask.BEN).policyOf(closed).block(restricted).to(Action.PUT_OBJECT))
        .isEqualTo(Verdict.ALLOWED_BY_POLICY);
  }
}
