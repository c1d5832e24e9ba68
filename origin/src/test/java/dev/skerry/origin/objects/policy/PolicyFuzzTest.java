package dev.skerry.origin.objects.policy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.fuzz.Fuzzer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever is sent as a policy or a grant is read or refused, and what is read can be asked. */
class PolicyFuzzTest {
  private static final String[] PIECES = {
    "\"Effect\":\"Deny\",",
    "\"NotPrincipal\":",
    "\"NotAction\":",
    "\"NotResource\":",
    "\"Condition\":{",
    "{\"AWS\":",
    "\"111111111111\"",
    "\"arn:aws:iam::222222222222:root\"",
    "\"arn:aws:s3:::photos/${aws:userid}\"",
    "\"arn:aws:s3:::*\"",
    "s3:ListBucket",
    "ForAllValues:",
    "ForAnyValue:",
    "IfExists",
    "NumericLessThan",
    "DateEquals",
    "NotIpAddress",
    "ArnNotLike",
    "aws:SourceIp",
    "::ffff:10.0.0.1/96",
    "/0",
    "-999999999999999999",
    "+999999999-12-31T00:00:00Z",
    "${*}",
    "${",
    "}",
    "{",
    "[",
    "]",
    ",",
    "\"",
    "\\u0000",
    "\\ud800",
    "*",
    "?",
    ":",
    "null",
    "true",
    "1e99999",
    "é"
  };

  @Test
  void aDocumentIsAPolicyOrRefused() {
    Fuzzer.of("bucket-policy", PIECES)
        .run(
            input -> {
              ask(input.getBytes(UTF_8));
              ask(input.getBytes(ISO_8859_1));
            });
  }

  private static void ask(byte[] document) {
    PolicyDocument policy;
    try {
      policy = PolicyDocument.parse(document, Ask.BUCKET, KnownPrincipals.ANYBODY);
    } catch (PolicyException e) {
      assertThat(e.error()).isEqualTo(PolicyError.MALFORMED_POLICY);
      assertThat(e.getMessage()).isNotEmpty();
      return;
    }
    for (Requester requester : List.of(Ask.ANN, Ask.BEN, Requester.ANONYMOUS)) {
      for (Action action :
          List.of(
              Action.GET_OBJECT, Action.PUT_OBJECT, Action.LIST_BUCKET, Action.PUT_BUCKET_ACL)) {
        Question question =
            Ask.by(requester)
                .from("no address")
                .header("x-amz-acl", "private")
                .header("x-amz-object-lock-retain-until-date", "2026-99-99")
                .query("max-keys", "many")
                .existingTag("a", "b")
                .question(action);
        assertThat(policy.evaluate(question)).isNotNull();
      }
    }
    assertThat(policy.isPublic()).isIn(true, false);
  }

  @Test
  void aGrantHeaderIsAListOrRefused() {
    Fuzzer.of("grant-header", "id=", "uri=", "emailAddress=", "\"", ",", "=", " ", "id=eve,", "é")
        .run(
            input -> {
              try {
                AclHeaders.read(
                    name -> name.equals("x-amz-grant-read") ? input : null, AclHeadersTest.NAMES);
              } catch (PolicyException e) {
                assertThat(e.error())
                    .isIn(PolicyError.INVALID_ARGUMENT, PolicyError.UNRESOLVABLE_GRANT);
              }
            });
  }
}
