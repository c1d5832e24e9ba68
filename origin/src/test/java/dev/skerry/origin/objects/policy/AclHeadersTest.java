package dev.skerry.origin.objects.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.objects.policy.Grantee.Group;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lists that headers ask for. */
class AclHeadersTest {
  static final GranteeNames NAMES =
      new GranteeNames() {
        @Override
        public boolean hasCanonicalId(String canonicalId) {
          return canonicalId.equals(Ask.BEN.canonicalId()) || canonicalId.equals("eve");
        }

        @Override
        public Optional<String> canonicalIdOfEmail(String email) {
          return email.equals("ben@example.org")
              ? Optional.of(Ask.BEN.canonicalId())
              : Optional.empty();
        }
      };

  private static final Grantee BEN = new Grantee.Canonical(Ask.BEN.canonicalId());
  private static final Grantee EVE = new Grantee.Canonical("eve");

  private static Optional<AskedAcl> read(String... fields) {
    Map<String, String> headers = new HashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      headers.put(fields[i], fields[i + 1]);
    }
    return AclHeaders.read(headers::get, NAMES);
  }

  @Test
  void aRequestWithoutThemAsksForNone() {
    assertThat(read("x-amz-meta-acl", "private")).isEmpty();
  }

  @Test
  void everyCannedListHasItsName() {
    for (CannedAcl canned : CannedAcl.values()) {
      assertThat(read("x-amz-acl", canned.word())).contains(new AskedAcl.Canned(canned));
    }
  }

  @Test
  void granteesAreNamedInThreeWaysWithOrWithoutQuotationMarks() {
    assertThat(
            read(
                "x-amz-grant-read",
                "uri=\"http://acs.amazonaws.com/groups/global/AllUsers\", id=eve ,"
                    + " emailAddress=\"ben@example.org\""))
        .contains(
            new AskedAcl.Headers(
                List.of(
                    new Grant(Group.ALL_USERS, Permission.READ),
                    new Grant(EVE, Permission.READ),
                    new Grant(BEN, Permission.READ))));
  }

  @Test
  void eachHeaderGrantsItsPermission() {
    assertThat(
            read(
                "x-amz-grant-read", "id=eve",
                "x-amz-grant-write", "id=eve",
                "x-amz-grant-read-acp", "id=eve",
                "x-amz-grant-write-acp", "id=eve",
                "x-amz-grant-full-control", "id=\"eve\""))
        .contains(
            new AskedAcl.Headers(
                List.of(
                    new Grant(EVE, Permission.READ),
                    new Grant(EVE, Permission.WRITE),
                    new Grant(EVE, Permission.READ_ACP),
                    new Grant(EVE, Permission.WRITE_ACP),
                    new Grant(EVE, Permission.FULL_CONTROL))));
  }

  @ParameterizedTest(name = "{0} is refused with {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "eve                          | INVALID_ARGUMENT",
        "name=eve                     | INVALID_ARGUMENT",
        "id=                          | INVALID_ARGUMENT",
        "id=\"\"                      | INVALID_ARGUMENT",
        "id=\"eve                     | INVALID_ARGUMENT",
        "id=eve,                      | INVALID_ARGUMENT",
        "id=eve;id=eve                | INVALID_ARGUMENT",
        "id=mallory                   | INVALID_ARGUMENT",
        "uri=http://example.org/group | INVALID_ARGUMENT",
        "emailAddress=eve@example.org | UNRESOLVABLE_GRANT"
      })
  void whoCannotBeIsRefused(String value, PolicyError error) {
    assertThatThrownBy(() -> read("x-amz-grant-read", value))
        .isInstanceOfSatisfying(PolicyException.class, e -> assertThat(e.error()).isEqualTo(error));
  }

  @Test
  void anUnknownNameIsRefusedAndNamed() {
    assertThatThrownBy(() -> read("x-amz-acl", "public"))
        .isInstanceOfSatisfying(
            PolicyException.class,
            e -> {
              assertThat(e.error()).isEqualTo(PolicyError.INVALID_ARGUMENT);
              assertThat(e.argumentName()).contains("x-amz-acl");
              assertThat(e.argumentValue()).contains("public");
            });
  }

  @Test
  void aNameAndGrantsExcludeEachOther() {
    assertThatThrownBy(() -> read("x-amz-acl", "private", "x-amz-grant-read", "id=eve"))
        .isInstanceOfSatisfying(
            PolicyException.class,
            e -> assertThat(e.error()).isEqualTo(PolicyError.INVALID_REQUEST));
  }

  @Test
  void moreThanAHundredGrantsAreRefused() {
    String hundred = "id=eve,".repeat(99) + "id=eve";
    assertThat(read("x-amz-grant-read", hundred)).isPresent();
    assertThatThrownBy(() -> read("x-amz-grant-read", hundred, "x-amz-grant-write", "id=eve"))
        .isInstanceOf(PolicyException.class);
  }
}
