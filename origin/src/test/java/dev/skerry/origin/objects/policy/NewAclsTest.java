package dev.skerry.origin.objects.policy;

import static dev.skerry.origin.objects.policy.Ask.ANN;
import static dev.skerry.origin.objects.policy.Ask.BEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.objects.policy.Grantee.Group;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which list, and whose object, requests leave behind. */
class NewAclsTest {
  private static final String A = ANN.canonicalId();
  private static final String B = BEN.canonicalId();
  private static final PublicAccessBlock BLOCK = new PublicAccessBlock(true, false, false, false);

  private static AskedAcl canned(CannedAcl acl) {
    return new AskedAcl.Canned(acl);
  }

  private static Grant read(Grantee grantee) {
    return new Grant(grantee, Permission.READ);
  }

  private static BucketRules bucket(ObjectOwnership ownership) {
    return Ask.by(ANN).ownership(ownership).bucket();
  }

  @ParameterizedTest(name = "Ben writes with {1} where {0}: the owner is {2}")
  @CsvSource(
      nullValues = "-",
      value = {
        "OBJECT_WRITER, -, ben",
        "OBJECT_WRITER, BUCKET_OWNER_FULL_CONTROL, ben",
        "BUCKET_OWNER_PREFERRED, -, ben",
        "BUCKET_OWNER_PREFERRED, PRIVATE, ben",
        "BUCKET_OWNER_PREFERRED, BUCKET_OWNER_FULL_CONTROL, ann",
        "BUCKET_OWNER_ENFORCED, -, ann",
        "BUCKET_OWNER_ENFORCED, BUCKET_OWNER_FULL_CONTROL, ann"
      })
  void ownershipSaysWhoseAnObjectIs(
      ObjectOwnership ownership, @Nullable CannedAcl canned, String owner) {
    AskedAcl asked = canned == null ? null : canned(canned);
    Acl acl = NewAcls.ofNewObject(asked, BEN, bucket(ownership));
    assertThat(acl.owner()).isEqualTo(owner.equals("ann") ? A : B);
    assertThat(acl.grants().getFirst()).isEqualTo(Acl.full(acl.owner()));
  }

  @Test
  void nobodysObjectsAreNobodys() {
    Acl acl = NewAcls.ofNewObject(null, Requester.ANONYMOUS, bucket(ObjectOwnership.OBJECT_WRITER));
    assertThat(acl).isEqualTo(Acl.ownersOnly(Requester.ANONYMOUS.canonicalId()));
  }

  @Test
  void cannedListsOfObjectsGrantWhatTheirNamesSay() {
    assertThat(grants(CannedAcl.PRIVATE)).isEmpty();
    assertThat(grants(CannedAcl.PUBLIC_READ)).containsExactly(read(Group.ALL_USERS));
    assertThat(grants(CannedAcl.PUBLIC_READ_WRITE))
        .containsExactly(read(Group.ALL_USERS), new Grant(Group.ALL_USERS, Permission.WRITE));
    assertThat(grants(CannedAcl.AUTHENTICATED_READ))
        .containsExactly(read(Group.AUTHENTICATED_USERS));
    assertThat(grants(CannedAcl.AWS_EXEC_READ)).hasSize(1);
    assertThat(grants(CannedAcl.BUCKET_OWNER_READ)).containsExactly(read(new Grantee.Canonical(A)));
    assertThat(grants(CannedAcl.BUCKET_OWNER_FULL_CONTROL)).containsExactly(Acl.full(A));
    assertThat(CannedAcl.BUCKET_OWNER_FULL_CONTROL.ofObject(A, A)).isEqualTo(Acl.ownersOnly(A));
    assertThat(CannedAcl.BUCKET_OWNER_READ.ofObject(A, A)).isEqualTo(Acl.ownersOnly(A));
  }

  private static List<Grant> grants(CannedAcl canned) {
    Acl acl = NewAcls.ofNewObject(canned(canned), BEN, bucket(ObjectOwnership.OBJECT_WRITER));
    assertThat(acl.grants().getFirst()).isEqualTo(Acl.full(B));
    return acl.grants().subList(1, acl.grants().size());
  }

  @Test
  void cannedListsOfBucketsKnowLogsAndNoBucketsOwner() {
    assertThat(CannedAcl.LOG_DELIVERY_WRITE.ofBucket(A).grants())
        .containsExactly(
            Acl.full(A),
            new Grant(Group.LOG_DELIVERY, Permission.WRITE),
            new Grant(Group.LOG_DELIVERY, Permission.READ_ACP));
    assertThat(CannedAcl.BUCKET_OWNER_READ.ofBucket(A)).isEqualTo(Acl.ownersOnly(A));
    refused(
        PolicyError.INVALID_ARGUMENT,
        () ->
            NewAcls.ofNewObject(
                canned(CannedAcl.LOG_DELIVERY_WRITE), BEN, bucket(ObjectOwnership.OBJECT_WRITER)));
  }

  @Test
  void headersGrantWhatTheyNameAndTheOwnerNothingMore() {
    AskedAcl asked = new AskedAcl.Headers(List.of(read(Group.ALL_USERS)));
    assertThat(NewAcls.ofNewBucket(asked, A, ObjectOwnership.OBJECT_WRITER))
        .isEqualTo(new Acl(A, List.of(read(Group.ALL_USERS))));
  }

  @ParameterizedTest
  @EnumSource(
      value = CannedAcl.class,
      names = {"BUCKET_OWNER_FULL_CONTROL", "BUCKET_OWNER_READ"},
      mode = EnumSource.Mode.EXCLUDE)
  void whereListsDoNotCountNoneIsTakenButFullControl(CannedAcl canned) {
    BucketRules enforced = bucket(ObjectOwnership.BUCKET_OWNER_ENFORCED);
    refused(PolicyError.ACL_NOT_SUPPORTED, () -> NewAcls.ofBucket(canned(canned), enforced));
    if (canned != CannedAcl.LOG_DELIVERY_WRITE) {
      refused(
          PolicyError.ACL_NOT_SUPPORTED, () -> NewAcls.ofNewObject(canned(canned), BEN, enforced));
      refused(
          PolicyError.ACL_NOT_SUPPORTED,
          () -> NewAcls.ofObject(canned(canned), new ObjectRules(Acl.ownersOnly(B)), enforced));
    }
    AskedAcl full = new AskedAcl.Document(null, List.of(Acl.full(A)));
    assertThat(NewAcls.ofBucket(full, enforced)).isEqualTo(Acl.ownersOnly(A));
    assertThat(NewAcls.ofNewObject(full, BEN, enforced)).isEqualTo(Acl.ownersOnly(A));
  }

  @Test
  void aBucketsListAndEnforcedOwnershipExcludeEachOther() {
    refused(
        PolicyError.INVALID_BUCKET_ACL,
        () ->
            NewAcls.ofNewBucket(
                canned(CannedAcl.PUBLIC_READ), A, ObjectOwnership.BUCKET_OWNER_ENFORCED));
    refused(
        PolicyError.INVALID_BUCKET_ACL,
        () ->
            NewAcls.requireSuits(
                ObjectOwnership.BUCKET_OWNER_ENFORCED, CannedAcl.PUBLIC_READ.ofBucket(A)));
    NewAcls.requireSuits(ObjectOwnership.BUCKET_OWNER_ENFORCED, Acl.ownersOnly(A));
    NewAcls.requireSuits(ObjectOwnership.OBJECT_WRITER, CannedAcl.PUBLIC_READ.ofBucket(A));
  }

  @Test
  void aPublicListIsRefusedWhereSuchAreBlocked() {
    BucketRules blocked = Ask.by(ANN).block(BLOCK).bucket();
    for (CannedAcl canned :
        List.of(CannedAcl.PUBLIC_READ, CannedAcl.PUBLIC_READ_WRITE, CannedAcl.AUTHENTICATED_READ)) {
      refused(PolicyError.ACCESS_DENIED, () -> NewAcls.ofBucket(canned(canned), blocked));
      refused(PolicyError.ACCESS_DENIED, () -> NewAcls.ofNewObject(canned(canned), ANN, blocked));
      refused(
          PolicyError.ACCESS_DENIED,
          () -> NewAcls.ofObject(canned(canned), new ObjectRules(Acl.ownersOnly(A)), blocked));
    }
    assertThat(NewAcls.ofNewObject(canned(CannedAcl.PRIVATE), ANN, blocked))
        .isEqualTo(Acl.ownersOnly(A));
  }

  @Test
  void aListCannotGiveAwayWhatItIsOf() {
    AskedAcl bens = new AskedAcl.Document(B, List.of(Acl.full(B)));
    AskedAcl anns = new AskedAcl.Document(A, List.of());
    BucketRules bucket = bucket(ObjectOwnership.OBJECT_WRITER);
    refused(PolicyError.ACCESS_DENIED, () -> NewAcls.ofBucket(bens, bucket));
    assertThat(NewAcls.ofBucket(anns, bucket)).isEqualTo(new Acl(A, List.of()));
    assertThat(NewAcls.ofObject(bens, new ObjectRules(Acl.ownersOnly(B)), bucket))
        .isEqualTo(Acl.ownersOnly(B));
  }

  @Test
  void aListHasAtMostAHundredGrants() {
    BucketRules bucket = bucket(ObjectOwnership.OBJECT_WRITER);
    Grant grant = read(Group.ALL_USERS);
    AskedAcl most = new AskedAcl.Document(A, Collections.nCopies(100, grant));
    AskedAcl more = new AskedAcl.Document(A, Collections.nCopies(101, grant));
    assertThat(NewAcls.ofBucket(most, bucket).grants()).hasSize(100);
    refused(PolicyError.MALFORMED_ACL, () -> NewAcls.ofBucket(more, bucket));
  }

  @Test
  void ownershipIsOneOfThreeWords() {
    for (ObjectOwnership ownership : ObjectOwnership.values()) {
      assertThat(ObjectOwnership.of(ownership.word())).isEqualTo(ownership);
    }
    refused(PolicyError.INVALID_ARGUMENT, () -> ObjectOwnership.of("objectwriter"));
    assertThat(ObjectOwnership.DEFAULT.listsCount()).isTrue();
  }

  private static void refused(PolicyError error, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(PolicyException.class, e -> assertThat(e.error()).isEqualTo(error));
  }
}
