package dev.skerry.origin.objects.policy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The condition keys of S3. Of what is not there (access points, access grants, the version of TLS)
 * a question has no value.
 *
 * <p>Source: "Condition keys for Amazon S3", Service Authorization Reference.
 */
record ServiceKeys(ConditionKeyTable table) {
  void add() {
    service();
    absent();
    listings();
    writes();
    tags();
  }

  private void service() {
    table.put(
        "s3:ResourceAccount", (question, _) -> List.of(question.bucket().owner().accountId()));
    table.put(
        "s3:authType",
        (question, _) ->
            question.request().signature().get().map(SignedBy::type).stream().toList());
    table.put(
        "s3:signatureversion",
        (question, _) ->
            question.request().signature().get().map(SignedBy::version).stream().toList());
    table.put(
        "s3:signatureAge",
        (question, _) ->
            question.request().signature().get().map(by -> Long.toString(by.ageMillis())).stream()
                .toList());
    table.put(
        "s3:x-amz-content-sha256",
        ConditionKeyTable.header("x-amz-content-sha256", ConditionKeyTable.ALL));
    table.put("s3:LocationConstraint", ConditionKeyTable.NEVER, Set.of(Action.CREATE_BUCKET));
    table.put(
        "s3:InventoryAccessibleOptionalFields",
        ConditionKeyTable.NEVER,
        Set.of(Action.PUT_INVENTORY_CONFIGURATION));
  }

  private void absent() {
    for (String name :
        List.of(
            "AccessGrantsInstanceArn",
            "AccessPointNetworkOrigin",
            "DataAccessPointAccount",
            "DataAccessPointArn",
            "TlsVersion")) {
      table.put("s3:" + name, ConditionKeyTable.NEVER);
    }
    table.putWithTag("s3:BucketTag", ConditionKeyTable.NEVER, ConditionKeyTable.ALL);
  }

  private void listings() {
    Set<Action> listings =
        EnumSet.of(
            Action.LIST_BUCKET, Action.LIST_BUCKET_VERSIONS, Action.LIST_BUCKET_MULTIPART_UPLOADS);
    for (String parameter : List.of("prefix", "delimiter")) {
      table.put("s3:" + parameter, ConditionKeyTable.query(parameter), listings);
    }
    table.put(
        "s3:max-keys",
        (question, _) -> {
          String keys = question.request().query().apply("max-keys");
          return ConditionKeyTable.one(
              keys == null ? question.request().query().apply("max-uploads") : keys);
        },
        listings);
    table.put(
        "s3:VersionId", ConditionKeyTable.query("versionId"), EnumSet.copyOf(versionActions()));
  }

  private static Set<Action> versionActions() {
    Set<Action> actions = EnumSet.noneOf(Action.class);
    for (Action action : Action.values()) {
      if (action.onObject() && action.name().contains("VERSION")) {
        actions.add(action);
      }
    }
    return actions;
  }

  private void writes() {
    Set<Action> puts =
        EnumSet.of(
            Action.PUT_OBJECT,
            Action.REPLICATE_OBJECT,
            Action.OBJECT_OWNER_OVERRIDE_TO_BUCKET_OWNER);
    for (String name :
        List.of(
            "x-amz-copy-source",
            "x-amz-metadata-directive",
            "x-amz-server-side-encryption",
            "x-amz-server-side-encryption-aws-kms-key-id",
            "x-amz-server-side-encryption-customer-algorithm",
            "x-amz-storage-class",
            "x-amz-website-redirect-location")) {
      table.put("s3:" + name, ConditionKeyTable.header(name, puts), puts);
    }
    Set<Action> lists =
        EnumSet.of(
            Action.CREATE_BUCKET,
            Action.PUT_BUCKET_ACL,
            Action.PUT_OBJECT,
            Action.PUT_OBJECT_ACL,
            Action.PUT_OBJECT_VERSION_ACL);
    table.put("s3:" + CannedAcl.HEADER, ConditionKeyTable.header(CannedAcl.HEADER, lists), lists);
    for (Permission permission : Permission.values()) {
      table.put(
          "s3:" + permission.header(), ConditionKeyTable.header(permission.header(), lists), lists);
    }
    table.put(
        "s3:x-amz-object-ownership",
        ConditionKeyTable.header("x-amz-object-ownership", ConditionKeyTable.ALL));
    Set<Action> conditional = EnumSet.of(Action.PUT_OBJECT, Action.DELETE_OBJECT);
    table.put("s3:if-match", ConditionKeyTable.header("if-match", conditional), conditional);
    table.put(
        "s3:if-none-match", ConditionKeyTable.header("if-none-match", conditional), conditional);
    table.put(
        "s3:ObjectCreationOperation", ServiceKeys::createsObject, EnumSet.of(Action.PUT_OBJECT));
    Set<Action> locks =
        EnumSet.of(
            Action.PUT_OBJECT,
            Action.PUT_OBJECT_RETENTION,
            Action.PUT_OBJECT_LEGAL_HOLD,
            Action.BYPASS_GOVERNANCE_RETENTION,
            Action.REPLICATE_OBJECT);
    table.put(
        "s3:object-lock-mode", ConditionKeyTable.header("x-amz-object-lock-mode", locks), locks);
    table.put(
        "s3:object-lock-legal-hold",
        ConditionKeyTable.header("x-amz-object-lock-legal-hold", locks),
        locks);
    table.put(
        "s3:object-lock-retain-until-date",
        ConditionKeyTable.header("x-amz-object-lock-retain-until-date", locks),
        locks);
    table.put("s3:object-lock-remaining-retention-days", ServiceKeys::remainingDays, locks);
  }

  /** Beginning an upload in parts, and a part of it, make no object yet. */
  private static List<String> createsObject(Question question, String tag) {
    Function<String, @Nullable String> query = question.request().query();
    boolean inParts = query.apply("uploads") != null || query.apply("partNumber") != null;
    return question.action() == Action.PUT_OBJECT ? List.of(Boolean.toString(!inParts)) : List.of();
  }

  private static List<String> remainingDays(Question question, String tag) {
    String until = question.request().header().apply("x-amz-object-lock-retain-until-date");
    return until == null
        ? List.of()
        : Moments.daysBetween(question.request().time(), until).map(List::of).orElse(List.of());
  }

  private void tags() {
    Set<Action> onObjects = EnumSet.noneOf(Action.class);
    for (Action action : Action.values()) {
      if (action.onObject()) {
        onObjects.add(action);
      }
    }
    Set<Action> sending =
        EnumSet.of(Action.PUT_OBJECT, Action.PUT_OBJECT_TAGGING, Action.PUT_OBJECT_VERSION_TAGGING);
    table.putWithTag(
        "s3:ExistingObjectTag",
        (question, tag) -> ConditionKeyTable.one(question.request().existingTags().get().get(tag)),
        onObjects);
    table.putWithTag(
        "s3:RequestObjectTag",
        (question, tag) -> ConditionKeyTable.one(question.request().requestTags().get().get(tag)),
        sending);
    table.put(
        "s3:RequestObjectTagKeys",
        (question, _) -> List.copyOf(question.request().requestTags().get().keySet()),
        sending);
  }
}
