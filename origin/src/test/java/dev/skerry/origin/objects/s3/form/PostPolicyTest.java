package dev.skerry.origin.objects.s3.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.objects.s3.error.S3Exception;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What policies of forms allow. */
class PostPolicyTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Map<String, String> FORM = Map.of("key", "a/b", "bucket", "bkt");

  private static PostPolicy policy(String conditions) {
    String json = "{\"expiration\":\"2026-01-01T01:00:00Z\",\"conditions\":[" + conditions + "]}";
    return PostPolicy.read(Base64.getEncoder().encodeToString(json.getBytes(UTF_8)));
  }

  @Test
  void aFormIsAllowedWhoseFieldsAndBucketAreNamed() {
    PostPolicy policy = policy("[\"Starts-With\",\"$KEY\",\"a/\"],{\"BuCkEt\":\"bkt\"}");
    assertThatCode(() -> policy.check(FORM, NOW)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"key\":\"a/b\"}", "{\"bucket\":\"bkt\"}", ""})
  void whatNoConditionNamesIsRefused(String conditions) {
    assertThatThrownBy(() -> policy(conditions).check(FORM, NOW))
        .isInstanceOf(S3Exception.class)
        .hasMessageStartingWith("Invalid according to Policy: Extra input fields: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"key\":\"a/b\"},{\"bucket\":\"other\"}",
        "{\"key\":\"b\"},{\"bucket\":\"bkt\"}",
        "{\"key\":\"a/b\"},{\"bucket\":\"bkt\"},{\"acl\":\"private\"}"
      })
  void aConditionThatDoesNotHoldIsRefused(String conditions) {
    assertThatThrownBy(() -> policy(conditions).check(FORM, NOW))
        .isInstanceOf(S3Exception.class)
        .hasMessageStartingWith("Invalid according to Policy: Policy Condition failed: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"key\":\"a/b\",\"bucket\":\"bkt\"}"})
  void aSimpleConditionIsOfOneField(String condition) {
    assertThatThrownBy(() -> policy(condition))
        .isInstanceOf(S3Exception.class)
        .hasMessageEndingWith("must have exactly one property specified.");
  }
}
