package dev.skerry.origin.objects.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What bucket policies allow and deny; most are the examples of S3's user guide. */
class PolicyDocumentTest {
  private static String statement(String rest) {
    return """
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", %s}]}\
    """
        .formatted(rest.replace('\'', '"'));
  }

  @Test
  void aPublicReadPolicyLetsAnybodyReadObjectsAndNothingElse() {
    String policy = statement("'Action': ['s3:GetObject'], 'Resource': ['arn:aws:s3:::photos/*']");
    assertThat(Ask.by(Requester.ANONYMOUS).policyOf(policy).to(Action.GET_OBJECT))
        .isEqualTo(Verdict.ALLOWED_BY_POLICY);
    assertThat(Ask.by(Requester.ANONYMOUS).policyOf(policy).to(Action.LIST_BUCKET))
        .isEqualTo(Verdict.NOT_GRANTED);
    assertThat(Ask.by(Requester.ANONYMOUS).policyOf(policy).to(Action.GET_OBJECT_VERSION))
        .isEqualTo(Verdict.NOT_GRANTED);
    assertThat(Ask.by(Requester.ANONYMOUS).policyOf(policy).to(Action.PUT_OBJECT))
        .isEqualTo(Verdict.NOT_GRANTED);
  }

  @ParameterizedTest(name = "{0} asks as {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'*'                                             | ANONYMOUS | true",
        "{'AWS': '*'}                                    | ANONYMOUS | true",
        "{'AWS': '222222222222'}                         | BEN       | true",
        "{'AWS': '222222222222'}                         | EVE       | false",
        "{'AWS': '222222222222'}                         | ANONYMOUS | false",
        "{'AWS': 'arn:aws:iam::222222222222:root'}       | BEN       | true",
        "{'AWS': 'arn:aws:iam::222222222222:user/kate'}  | BEN       | false",
        "{'AWS': ['333333333333', 'arn:aws:iam::222222222222:root']} | BEN | true",
        "{'Service': 'logging.s3.amazonaws.com'}         | BEN       | false",
        "{'Service': 'x.amazonaws.com', 'AWS': '333333333333'} | EVE | true"
      })
  void whomAStatementNamesItSpeaksOf(String principal, String who, boolean allowed) {
    String policy =
        """
        {"Statement": {"Effect": "Allow", "Principal": %s, "Action": "s3:GetObject",
         "Resource": "arn:aws:s3:::photos/*"}}\
        """
            .formatted(principal.replace('\'', '"'));
    assertThat(Ask.by(requester(who)).policyOf(policy).to(Action.GET_OBJECT).allowed())
        .isEqualTo(allowed);
  }

  @Test
  void anAccountIsNamedByItsCanonicalIdToo() {
    String policy =
        """
        {"Statement": {"Effect": "Allow", "Principal": {"CanonicalUser": "%s"},
         "Action": "s3:GetObject", "Resource": "arn:aws:s3:::photos/*"}}\
        """
            .formatted(Ask.BEN.canonicalId());
    assertThat(Ask.by(Ask.BEN).policyOf(policy).to(Action.GET_OBJECT).allowed()).isTrue();
    assertThat(Ask.by(Ask.EVE).policyOf(policy).to(Action.GET_OBJECT).allowed()).isFalse();
  }

  @ParameterizedTest(name = "{0} of {1} takes {2} of {3}: {4}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "s3:GetObject   | photos/*        | s3:GetObject  | a/b.jpg     | true",
        "S3:getobject   | photos/*        | s3:GetObject  | a/b.jpg     | true",
        "s3:Get*        | photos/*        | s3:GetObject  | a/b.jpg     | true",
        "s3:*Object     | photos/*        | s3:PutObject  | a/b.jpg     | true",
        "s3:G?tObject   | photos/*        | s3:GetObject  | a/b.jpg     | true",
        "s3:*           | photos/*        | s3:ListBucket | -           | false",
        "s3:*           | photos          | s3:ListBucket | -           | true",
        "s3:*           | photos*         | s3:GetObject  | a/b.jpg     | true",
        "*              | *               | s3:ListBucket | -           | true",
        "s3:GetObject   | photos/a/*      | s3:GetObject  | a/b/c.jpg   | true",
        "s3:GetObject   | photos/a/*.jpg  | s3:GetObject  | a/b/c.jpg   | true",
        "s3:GetObject   | photos/a/*.png  | s3:GetObject  | a/b/c.jpg   | false",
        "s3:GetObject   | photos/A/*      | s3:GetObject  | a/b/c.jpg   | false",
        "s3:GetObject   | photos/?.jpg    | s3:GetObject  | a.jpg       | true",
        "s3:GetObject   | photos/?.jpg    | s3:GetObject  | ab.jpg      | false",
        "s3:GetObject   | ph*/a.jpg       | s3:GetObject  | a.jpg       | true",
        "s3:GetObject   | photos/*        | s3:GetObject  | //..//*?$   | true",
        "s3:GetObject   | photos/${*}     | s3:GetObject  | *           | true",
        "s3:GetObject   | photos/${*}     | s3:GetObject  | a           | false",
        "s3:GetObject   | photos/${aws:userid}/* | s3:GetObject | 222222222222/a | true",
        "s3:GetObject   | photos/${aws:userid}/* | s3:GetObject | 333333333333/a | false",
        "s3:GetObject   | photos/${aws:username}/* | s3:GetObject | /a   | false"
      })
  void actionsAndResourcesMayHaveWildcards(
      String action, String resource, String asked, String key, boolean allowed) {
    String arn = resource.equals("*") ? "*" : "arn:aws:s3:::" + resource;
    Ask ask =
        Ask.by(Ask.BEN)
            .policyOf(statement("'Action': '" + action + "', 'Resource': '" + arn + "'"));
    if (key != null) {
      ask.key(key);
    }
    assertThat(ask.to(Ask.action(asked)).allowed()).isEqualTo(allowed);
  }

  @Test
  void theOldLanguageHasNoVariables() {
    String policy =
        """
        {"Version": "2008-10-17", "Statement": {"Effect": "Allow", "Principal": "*",
         "Action": "s3:GetObject", "Resource": "arn:aws:s3:::photos/${aws:userid}"}}\
        """;
    assertThat(Ask.by(Ask.BEN).policyOf(policy).key("222222222222").to(Action.GET_OBJECT).allowed())
        .isFalse();
    assertThat(
            Ask.by(Ask.BEN).policyOf(policy).key("${aws:userid}").to(Action.GET_OBJECT).allowed())
        .isTrue();
  }

  @Test
  void allButWhatIsNamedIsMeantByANegation() {
    String policy =
        """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Principal": "*", "Action": "s3:*",
           "Resource": ["arn:aws:s3:::photos", "arn:aws:s3:::photos/*"]},
          {"Effect": "Deny", "Principal": "*", "NotAction": "s3:GetObject",
           "Resource": "arn:aws:s3:::photos/*"},
          {"Effect": "Deny", "NotPrincipal": {"AWS": ["222222222222", "111111111111"]},
           "Action": "s3:*", "Resource": "arn:aws:s3:::photos"},
          {"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject",
           "NotResource": "arn:aws:s3:::photos/open/*"}]}\
        """;
    assertThat(Ask.by(Ask.BEN).policyOf(policy).key("open/a").to(Action.GET_OBJECT))
        .isEqualTo(Verdict.ALLOWED_BY_POLICY);
    assertThat(Ask.by(Ask.BEN).policyOf(policy).key("a").to(Action.GET_OBJECT))
        .isEqualTo(Verdict.DENIED_BY_POLICY);
    assertThat(Ask.by(Ask.BEN).policyOf(policy).key("open/a").to(Action.PUT_OBJECT))
        .isEqualTo(Verdict.DENIED_BY_POLICY);
    assertThat(Ask.by(Ask.BEN).policyOf(policy).to(Action.LIST_BUCKET))
        .isEqualTo(Verdict.ALLOWED_BY_POLICY);
    assertThat(Ask.by(Ask.EVE).policyOf(policy).to(Action.LIST_BUCKET))
        .isEqualTo(Verdict.DENIED_BY_POLICY);
  }

  @Test
  void aDenialIsStrongerThanAnyAllowanceAndThanTheOwner() {
    String policy =
        """
        {"Statement": [
          {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
           "Resource": "arn:aws:s3:::photos/*"},
          {"Effect": "Deny", "Principal": "*", "Action": "s3:*",
           "Resource": ["arn:aws:s3:::photos", "arn:aws:s3:::photos/*"],
           "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}\
        """;
    assertThat(Ask.by(Ask.BEN).policyOf(policy).to(Action.GET_OBJECT))
        .isEqualTo(Verdict.DENIED_BY_POLICY);
    assertThat(Ask.by(Ask.BEN).policyOf(policy).overTls().to(Action.GET_OBJECT))
        .isEqualTo(Verdict.ALLOWED_BY_POLICY);
    assertThat(Ask.by(Ask.ANN).policyOf(policy).to(Action.LIST_BUCKET))
        .isEqualTo(Verdict.DENIED_BY_POLICY);
  }

  @Test
  void theOwnersRootIsNeverLockedOutOfThePolicy() {
    String policy =
        """
        {"Statement": {"Effect": "Deny", "Principal": "*", "Action": "s3:*",
         "Resource": ["arn:aws:s3:::photos", "arn:aws:s3:::photos/*"]}}\
        """;
    for (Action action :
        new Action[] {
          Action.GET_BUCKET_POLICY, Action.PUT_BUCKET_POLICY, Action.DELETE_BUCKET_POLICY
        }) {
      assertThat(Ask.by(Ask.ANN).policyOf(policy).to(action))
          .isEqualTo(Verdict.ALLOWED_BY_OWNERSHIP);
      assertThat(Ask.by(Ask.BEN).policyOf(policy).to(action)).isEqualTo(Verdict.DENIED_BY_POLICY);
    }
    assertThat(Ask.by(Ask.ANN).policyOf(policy).to(Action.PUT_BUCKET_ACL))
        .isEqualTo(Verdict.DENIED_BY_POLICY);
  }

  @Test
  void uploadsMayBeRequiredToGiveTheBucketsOwnerFullControl() {
    String policy =
        statement(
            "'Action': 's3:PutObject', 'Resource': 'arn:aws:s3:::photos/*', 'Condition':"
                + " {'StringEquals': {'s3:x-amz-acl': 'bucket-owner-full-control'}}");
    assertThat(Ask.by(Ask.BEN).policyOf(policy).to(Action.PUT_OBJECT).allowed()).isFalse();
    assertThat(
            Ask.by(Ask.BEN)
                .policyOf(policy)
                .header("x-amz-acl", "bucket-owner-full-control")
                .to(Action.PUT_OBJECT)
                .allowed())
        .isTrue();
  }

  @Test
  void aListingMayBeRestrictedToAFolder() {
    String policy =
        statement(
            "'Action': 's3:ListBucket', 'Resource': 'arn:aws:s3:::photos', 'Condition':"
                + " {'StringEquals': {'s3:prefix': ['', 'home'], 's3:delimiter': '/'}}");
    assertThat(Ask.by(Ask.BEN).policyOf(policy).to(Action.LIST_BUCKET).allowed()).isFalse();
    assertThat(
            Ask.by(Ask.BEN)
                .policyOf(policy)
                .query("prefix", "home")
                .query("delimiter", "/")
                .to(Action.LIST_BUCKET)
                .allowed())
        .isTrue();
    assertThat(
            Ask.by(Ask.BEN)
                .policyOf(policy)
                .query("prefix", "work")
                .query("delimiter", "/")
                .to(Action.LIST_BUCKET)
                .allowed())
        .isFalse();
  }

  @Test
  void onlyPagesOfOnesOwnMayShowPictures() {
    String policy =
        statement(
            "'Action': ['s3:GetObject', 's3:GetObjectVersion'], 'Resource':"
                + " 'arn:aws:s3:::photos/*', 'Condition': {'StringLike': {'aws:Referer':"
                + " ['http://www.example.com/*', 'http://example.com/*']}}");
    assertThat(Ask.by(Requester.ANONYMOUS).policyOf(policy).to(Action.GET_OBJECT).allowed())
        .isFalse();
    assertThat(
            Ask.by(Requester.ANONYMOUS)
                .policyOf(policy)
                .header("Referer", "http://example.com/page")
                .to(Action.GET_OBJECT)
                .allowed())
        .isTrue();
  }

  private static Requester requester(String name) {
    return switch (name) {
      case "BEN" -> Ask.BEN;
      case "EVE" -> Ask.EVE;
      default -> Requester.ANONYMOUS;
    };
  }
}
