package dev.skerry.origin.objects.policy;

import static dev.skerry.origin.objects.policy.Ask.ANN;
import static dev.skerry.origin.objects.policy.Ask.BEN;
import static dev.skerry.origin.objects.policy.Ask.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.objects.policy.Grantee.Group;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may do what by ownership and lists, where no policy says anything. */
class AuthorizationTest {
  private static final Acl ANNS = Acl.ownersOnly(ANN.canonicalId());
  private static final Acl BENS = Acl.ownersOnly(BEN.canonicalId());

  private static Acl granting(Requester owner, Grantee grantee, Permission... permissions) {
    return new Acl(
        owner.canonicalId(),
        Stream.concat(
                Acl.ownersOnly(owner.canonicalId()).grants().stream(),
                Arrays.stream(permissions).map(permission -> new Grant(grantee, permission)))
            .toList());
  }

  private static Grantee account(Requester requester) {
    return new Grantee.Canonical(requester.canonicalId());
  }

  @ParameterizedTest
  @EnumSource
  void theOwnerOfABucketMayDoAllToItAndItsObjectsAndOthersNothing(Action action) {
    if (action.on() == Action.On.ACCOUNT) {
      return;
    }
    Ask ann = Ask.by(ANN);
    Ask ben = Ask.by(BEN);
    Ask nobody = Ask.by(Requester.ANONYMOUS);
    if (action.onObject()) {
      ann.object(ANNS);
      ben.object(ANNS);
      nobody.object(ANNS);
    }
    assertThat(ann.to(action).allowed()).isTrue();
    assertThat(ben.to(action)).isEqualTo(Verdict.NOT_GRANTED);
    assertThat(nobody.to(action)).isEqualTo(Verdict.NOT_GRANTED);
  }

  @ParameterizedTest(name = "{0} on a bucket grants {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "READ         | LIST_BUCKET LIST_BUCKET_VERSIONS LIST_BUCKET_MULTIPART_UPLOADS",
        "WRITE        | PUT_OBJECT DELETE_OBJECT",
        "READ_ACP     | GET_BUCKET_ACL",
        "WRITE_ACP    | PUT_BUCKET_ACL",
        "FULL_CONTROL | LIST_BUCKET LIST_BUCKET_VERSIONS LIST_BUCKET_MULTIPART_UPLOADS PUT_OBJECT"
            + " DELETE_OBJECT GET_BUCKET_ACL PUT_BUCKET_ACL"
      })
  void aPermissionOnABucketGrantsItsActionsAndNoOther(Permission permission, String actions) {
    for (Action action : Action.values()) {
      assertThat(Ask.by(BEN).acl(granting(ANN, account(BEN), permission)).to(action).allowed())
          .as("%s", action)
          .isEqualTo(set(actions).contains(action));
    }
  }

  @ParameterizedTest(name = "{0} on an object grants {1}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "READ         | GET_OBJECT GET_OBJECT_VERSION GET_OBJECT_TORRENT"
            + " GET_OBJECT_VERSION_TORRENT",
        "WRITE        | -",
        "READ_ACP     | GET_OBJECT_ACL GET_OBJECT_VERSION_ACL",
        "WRITE_ACP    | PUT_OBJECT_ACL PUT_OBJECT_VERSION_ACL",
        "FULL_CONTROL | GET_OBJECT GET_OBJECT_VERSION GET_OBJECT_TORRENT GET_OBJECT_VERSION_TORRENT"
            + " GET_OBJECT_ACL GET_OBJECT_VERSION_ACL PUT_OBJECT_ACL PUT_OBJECT_VERSION_ACL"
      })
  void aPermissionOnAnObjectGrantsItsActionsAndNoOther(Permission permission, String actions) {
    Acl acl = granting(ANN, account(BEN), permission);
    for (Action action : Action.values()) {
      assertThat(Ask.by(BEN).object(acl).to(action).allowed())
          .as("%s", action)
          .isEqualTo(actions != null && set(actions).contains(action));
    }
  }

  @ParameterizedTest(name = "what {0} may do, Ben may: {1}, nobody known: {2}")
  @CsvSource({"ALL_USERS,true,true", "AUTHENTICATED_USERS,true,false", "LOG_DELIVERY,false,false"})
  void groupsAreWhoTheirNamesSay(Group group, boolean ben, boolean nobody) {
    Acl acl = granting(ANN, group, Permission.READ);
    assertThat(Ask.by(BEN).object(acl).to(Action.GET_OBJECT).allowed()).isEqualTo(ben);
    assertThat(Ask.by(Requester.ANONYMOUS).object(acl).to(Action.GET_OBJECT).allowed())
        .isEqualTo(nobody);
    assertThat(Ask.by(BEN).acl(acl).to(Action.LIST_BUCKET).allowed()).isEqualTo(ben);
    assertThat(Ask.by(Requester.ANONYMOUS).acl(acl).to(Action.LIST_BUCKET).allowed())
        .isEqualTo(nobody);
  }

  @Test
  void grantsToThePublicDoNotCountWhereTheyAreIgnored() {
    PublicAccessBlock ignore = new PublicAccessBlock(false, true, false, false);
    Acl open = granting(ANN, Group.ALL_USERS, Permission.READ);
    Acl bens = granting(ANN, account(BEN), Permission.READ);
    assertThat(Ask.by(BEN).object(open).block(ignore).to(Action.GET_OBJECT).allowed()).isFalse();
    assertThat(Ask.by(ANN).object(open).block(ignore).to(Action.GET_OBJECT).allowed()).isTrue();
    assertThat(Ask.by(BEN).object(bens).block(ignore).to(Action.GET_OBJECT).allowed()).isTrue();
  }

  @Test
  void anOwnerWithoutTheOwnGrantMayStillReadAndWriteTheList() {
    Acl nothing = new Acl(ANN.canonicalId(), List.of());
    assertThat(Ask.by(ANN).acl(nothing).to(Action.PUT_OBJECT)).isEqualTo(Verdict.NOT_GRANTED);
    assertThat(Ask.by(ANN).acl(nothing).to(Action.LIST_BUCKET)).isEqualTo(Verdict.NOT_GRANTED);
    assertThat(Ask.by(ANN).acl(nothing).to(Action.GET_BUCKET_ACL).allowed()).isTrue();
    assertThat(Ask.by(ANN).acl(nothing).to(Action.PUT_BUCKET_ACL).allowed()).isTrue();
    assertThat(Ask.by(ANN).acl(nothing).to(Action.DELETE_BUCKET).allowed()).isTrue();
    assertThat(Ask.by(ANN).acl(nothing).object(ANNS).to(Action.GET_OBJECT).allowed()).isTrue();
    assertThat(Ask.by(ANN).acl(nothing).object(ANNS).to(Action.DELETE_OBJECT).allowed()).isTrue();
    assertThat(Ask.by(ANN).object(nothing).to(Action.GET_OBJECT)).isEqualTo(Verdict.NOT_GRANTED);
    assertThat(Ask.by(ANN).object(nothing).to(Action.PUT_OBJECT_ACL).allowed()).isTrue();
  }

  @Test
  void anObjectThatAnotherOwnsTheBucketsOwnerMayDeleteAndNotRead() {
    assertThat(Ask.by(ANN).object(BENS).to(Action.GET_OBJECT)).isEqualTo(Verdict.NOT_GRANTED);
    assertThat(Ask.by(ANN).object(BENS).to(Action.GET_OBJECT_ACL)).isEqualTo(Verdict.NOT_GRANTED);
    assertThat(Ask.by(ANN).object(BENS).to(Action.PUT_OBJECT_ACL)).isEqualTo(Verdict.NOT_GRANTED);
    assertThat(Ask.by(ANN).object(BENS).to(Action.GET_OBJECT_ATTRIBUTES))
        .isEqualTo(Verdict.NOT_GRANTED);
    assertThat(Ask.by(ANN).object(BENS).to(Action.DELETE_OBJECT).allowed()).isTrue();
    assertThat(Ask.by(ANN).object(BENS).to(Action.DELETE_OBJECT_VERSION).allowed()).isTrue();
    assertThat(Ask.by(ANN).object(BENS).to(Action.PUT_OBJECT_TAGGING).allowed()).isTrue();
    assertThat(Ask.by(BEN).object(BENS).to(Action.GET_OBJECT).allowed()).isTrue();
    assertThat(Ask.by(BEN).object(BENS).to(Action.PUT_OBJECT_ACL).allowed()).isTrue();
    Acl shared = granting(BEN, account(ANN), Permission.READ);
    assertThat(Ask.by(ANN).object(shared).to(Action.GET_OBJECT)).isEqualTo(Verdict.ALLOWED_BY_ACL);
  }

  @Test
  void aBucketsPolicyAllowsNothingOnAnObjectThatAnotherOwnsButDeniesIt() {
    String open =
        """
        {"Statement": {"Effect": "Allow", "Principal": "*",
         "Action": ["s3:GetObject", "s3:DeleteObject"], "Resource": "arn:aws:s3:::photos/*"}}\
        """;
    assertThat(Ask.by(EVE).object(BENS).policyOf(open).to(Action.GET_OBJECT))
        .isEqualTo(Verdict.NOT_GRANTED);
    assertThat(Ask.by(EVE).object(ANNS).policyOf(open).to(Action.GET_OBJECT))
        .isEqualTo(Verdict.ALLOWED_BY_POLICY);
    assertThat(Ask.by(EVE).object(BENS).policyOf(open).to(Action.DELETE_OBJECT))
        .isEqualTo(Verdict.ALLOWED_BY_POLICY);
    assertThat(
            Ask.by(EVE)
                .object(BENS)
                .ownership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .policyOf(open)
                .to(Action.GET_OBJECT))
        .isEqualTo(Verdict.ALLOWED_BY_POLICY);
    assertThat(
            Ask.by(BEN).object(BENS).policyOf(open.replace("Allow", "Deny")).to(Action.GET_OBJECT))
        .isEqualTo(Verdict.DENIED_BY_POLICY);
  }

  @Test
  void whereListsDoNotCountTheBucketsOwnerOwnsEverything() {
    Acl open = granting(BEN, Group.ALL_USERS, Permission.FULL_CONTROL);
    for (Action action : Set.of(Action.GET_OBJECT, Action.PUT_OBJECT_ACL, Action.DELETE_OBJECT)) {
      assertThat(enforced(ANN).object(open).to(action).allowed()).isTrue();
      assertThat(enforced(BEN).object(open).to(action).allowed()).isFalse();
      assertThat(enforced(EVE).object(open).to(action).allowed()).isFalse();
    }
    assertThat(enforced(EVE).acl(open).to(Action.LIST_BUCKET).allowed()).isFalse();
    assertThat(enforced(ANN).acl(open).to(Action.LIST_BUCKET).allowed()).isTrue();
  }

  private static Ask enforced(Requester requester) {
    return Ask.by(requester).ownership(ObjectOwnership.BUCKET_OWNER_ENFORCED);
  }

  @Test
  void whoMayWriteToABucketMayDeleteTheOwnObjectsAndNoOthers() {
    Acl open = granting(ANN, Group.ALL_USERS, Permission.WRITE);
    assertThat(Ask.by(BEN).acl(open).object(BENS).to(Action.DELETE_OBJECT).allowed()).isTrue();
    assertThat(Ask.by(EVE).acl(open).object(BENS).to(Action.DELETE_OBJECT).allowed()).isFalse();
    assertThat(Ask.by(EVE).acl(open).to(Action.DELETE_OBJECT).allowed()).isTrue();
    assertThat(Ask.by(EVE).acl(open).object(BENS).to(Action.PUT_OBJECT).allowed()).isTrue();
    assertThat(Ask.by(BEN).acl(open).object(BENS).to(Action.DELETE_OBJECT_VERSION).allowed())
        .isFalse();
    assertThat(Ask.by(BEN).object(BENS).to(Action.DELETE_OBJECT).allowed()).isFalse();
  }

  @Test
  void whoBeganAnUploadInPartsMayAbortIt() {
    Question ben = Ask.by(BEN).question(Action.ABORT_MULTIPART_UPLOAD);
    assertThat(Authorization.decide(ben, BEN.canonicalId()).allowed()).isTrue();
    assertThat(Authorization.decide(ben, EVE.canonicalId()).allowed()).isFalse();
    assertThat(
            Authorization.decide(ben.with(Action.LIST_MULTIPART_UPLOAD_PARTS), BEN.canonicalId())
                .allowed())
        .isTrue();
    assertThat(Authorization.decide(ben.with(Action.GET_OBJECT), BEN.canonicalId()).allowed())
        .isFalse();
    Question ann = Ask.by(ANN).question(Action.ABORT_MULTIPART_UPLOAD);
    assertThat(Authorization.decide(ann, BEN.canonicalId()).allowed()).isTrue();
    Question nobody = Ask.by(Requester.ANONYMOUS).question(Action.ABORT_MULTIPART_UPLOAD);
    assertThat(Authorization.decide(nobody, Requester.ANONYMOUS.canonicalId()).allowed()).isFalse();
  }

  @Test
  void everybodyKnownMayHaveBuckets() {
    assertThat(Authorization.mayHaveBuckets(EVE)).isTrue();
    assertThat(Authorization.mayHaveBuckets(Requester.ANONYMOUS)).isFalse();
  }

  private static Set<Action> set(String names) {
    Set<Action> actions = EnumSet.noneOf(Action.class);
    for (String name : names.split(" ", -1)) {
      actions.add(Action.valueOf(name));
    }
    return actions;
  }
}
