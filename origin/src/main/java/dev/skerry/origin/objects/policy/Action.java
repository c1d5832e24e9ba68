package dev.skerry.origin.objects.policy;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The actions of S3 that a bucket policy can allow or deny: a closed list. An operation asks for
 * one, some for several (a copy reads one object and writes another).
 *
 * <p>Source: "Actions, resources, and condition keys for Amazon S3", Service Authorization
 * Reference. Operations and actions do not always bear one name: HeadObject is {@link #GET_OBJECT},
 * HeadBucket and both ListObjects are {@link #LIST_BUCKET}, CreateMultipartUpload, UploadPart and
 * CompleteMultipartUpload are {@link #PUT_OBJECT}, DeleteBucketCors is {@link #PUT_BUCKET_CORS}.
 */
public enum Action {
  /** {@code s3:CreateBucket}. */
  CREATE_BUCKET("CreateBucket", On.BUCKET),
  /** {@code s3:CreateBucketMetadataTableConfiguration}. */
  CREATE_BUCKET_METADATA_TABLE_CONFIGURATION("CreateBucketMetadataTableConfiguration", On.BUCKET),
  /** {@code s3:DeleteBucket}. */
  DELETE_BUCKET("DeleteBucket", On.BUCKET),
  /** {@code s3:DeleteBucketMetadataTableConfiguration}. */
  DELETE_BUCKET_METADATA_TABLE_CONFIGURATION("DeleteBucketMetadataTableConfiguration", On.BUCKET),
  /** {@code s3:DeleteBucketOwnershipControls}. */
  DELETE_BUCKET_OWNERSHIP_CONTROLS("DeleteBucketOwnershipControls", On.BUCKET),
  /** {@code s3:DeleteBucketPolicy}. */
  DELETE_BUCKET_POLICY("DeleteBucketPolicy", On.BUCKET),
  /** {@code s3:DeleteBucketWebsite}. */
  DELETE_BUCKET_WEBSITE("DeleteBucketWebsite", On.BUCKET),
  /** {@code s3:GetAccelerateConfiguration}. */
  GET_ACCELERATE_CONFIGURATION("GetAccelerateConfiguration", On.BUCKET),
  /** {@code s3:GetAnalyticsConfiguration}. */
  GET_ANALYTICS_CONFIGURATION("GetAnalyticsConfiguration", On.BUCKET),
  /** {@code s3:GetBucketAbac}. */
  GET_BUCKET_ABAC("GetBucketAbac", On.BUCKET),
  /** {@code s3:GetBucketAcl}. */
  GET_BUCKET_ACL("GetBucketAcl", On.BUCKET),
  /** {@code s3:GetBucketCORS}. */
  GET_BUCKET_CORS("GetBucketCORS", On.BUCKET),
  /** {@code s3:GetBucketLocation}. */
  GET_BUCKET_LOCATION("GetBucketLocation", On.BUCKET),
  /** {@code s3:GetBucketLogging}. */
  GET_BUCKET_LOGGING("GetBucketLogging", On.BUCKET),
  /** {@code s3:GetBucketMetadataTableConfiguration}. */
  GET_BUCKET_METADATA_TABLE_CONFIGURATION("GetBucketMetadataTableConfiguration", On.BUCKET),
  /** {@code s3:GetBucketNotification}. */
  GET_BUCKET_NOTIFICATION("GetBucketNotification", On.BUCKET),
  /** {@code s3:GetBucketObjectLockConfiguration}. */
  GET_BUCKET_OBJECT_LOCK_CONFIGURATION("GetBucketObjectLockConfiguration", On.BUCKET),
  /** {@code s3:GetBucketOwnershipControls}. */
  GET_BUCKET_OWNERSHIP_CONTROLS("GetBucketOwnershipControls", On.BUCKET),
  /** {@code s3:GetBucketPolicy}. */
  GET_BUCKET_POLICY("GetBucketPolicy", On.BUCKET),
  /** {@code s3:GetBucketPolicyStatus}. */
  GET_BUCKET_POLICY_STATUS("GetBucketPolicyStatus", On.BUCKET),
  /** {@code s3:GetBucketPublicAccessBlock}. */
  GET_BUCKET_PUBLIC_ACCESS_BLOCK("GetBucketPublicAccessBlock", On.BUCKET),
  /** {@code s3:GetBucketRequestPayment}. */
  GET_BUCKET_REQUEST_PAYMENT("GetBucketRequestPayment", On.BUCKET),
  /** {@code s3:GetBucketTagging}. */
  GET_BUCKET_TAGGING("GetBucketTagging", On.BUCKET),
  /** {@code s3:GetBucketVersioning}. */
  GET_BUCKET_VERSIONING("GetBucketVersioning", On.BUCKET),
  /** {@code s3:GetBucketWebsite}. */
  GET_BUCKET_WEBSITE("GetBucketWebsite", On.BUCKET),
  /** {@code s3:GetEncryptionConfiguration}. */
  GET_ENCRYPTION_CONFIGURATION("GetEncryptionConfiguration", On.BUCKET),
  /** {@code s3:GetIntelligentTieringConfiguration}. */
  GET_INTELLIGENT_TIERING_CONFIGURATION("GetIntelligentTieringConfiguration", On.BUCKET),
  /** {@code s3:GetInventoryConfiguration}. */
  GET_INVENTORY_CONFIGURATION("GetInventoryConfiguration", On.BUCKET),
  /** {@code s3:GetLifecycleConfiguration}. */
  GET_LIFECYCLE_CONFIGURATION("GetLifecycleConfiguration", On.BUCKET),
  /** {@code s3:GetMetricsConfiguration}. */
  GET_METRICS_CONFIGURATION("GetMetricsConfiguration", On.BUCKET),
  /** {@code s3:GetReplicationConfiguration}. */
  GET_REPLICATION_CONFIGURATION("GetReplicationConfiguration", On.BUCKET),
  /** {@code s3:ListBucket}. */
  LIST_BUCKET("ListBucket", On.BUCKET),
  /** {@code s3:ListBucketMultipartUploads}. */
  LIST_BUCKET_MULTIPART_UPLOADS("ListBucketMultipartUploads", On.BUCKET),
  /** {@code s3:ListBucketVersions}. */
  LIST_BUCKET_VERSIONS("ListBucketVersions", On.BUCKET),
  /** {@code s3:ListTagsForResource}. */
  LIST_TAGS_FOR_RESOURCE("ListTagsForResource", On.BUCKET),
  /** {@code s3:PutAccelerateConfiguration}. */
  PUT_ACCELERATE_CONFIGURATION("PutAccelerateConfiguration", On.BUCKET),
  /** {@code s3:PutAnalyticsConfiguration}. */
  PUT_ANALYTICS_CONFIGURATION("PutAnalyticsConfiguration", On.BUCKET),
  /** {@code s3:PutBucketAbac}. */
  PUT_BUCKET_ABAC("PutBucketAbac", On.BUCKET),
  /** {@code s3:PutBucketAcl}. */
  PUT_BUCKET_ACL("PutBucketAcl", On.BUCKET),
  /** {@code s3:PutBucketCORS}. */
  PUT_BUCKET_CORS("PutBucketCORS", On.BUCKET),
  /** {@code s3:PutBucketLogging}. */
  PUT_BUCKET_LOGGING("PutBucketLogging", On.BUCKET),
  /** {@code s3:PutBucketNotification}. */
  PUT_BUCKET_NOTIFICATION("PutBucketNotification", On.BUCKET),
  /** {@code s3:PutBucketObjectLockConfiguration}. */
  PUT_BUCKET_OBJECT_LOCK_CONFIGURATION("PutBucketObjectLockConfiguration", On.BUCKET),
  /** {@code s3:PutBucketOwnershipControls}. */
  PUT_BUCKET_OWNERSHIP_CONTROLS("PutBucketOwnershipControls", On.BUCKET),
  /** {@code s3:PutBucketPolicy}. */
  PUT_BUCKET_POLICY("PutBucketPolicy", On.BUCKET),
  /** {@code s3:PutBucketPublicAccessBlock}. */
  PUT_BUCKET_PUBLIC_ACCESS_BLOCK("PutBucketPublicAccessBlock", On.BUCKET),
  /** {@code s3:PutBucketRequestPayment}. */
  PUT_BUCKET_REQUEST_PAYMENT("PutBucketRequestPayment", On.BUCKET),
  /** {@code s3:PutBucketTagging}. */
  PUT_BUCKET_TAGGING("PutBucketTagging", On.BUCKET),
  /** {@code s3:PutBucketVersioning}. */
  PUT_BUCKET_VERSIONING("PutBucketVersioning", On.BUCKET),
  /** {@code s3:PutBucketWebsite}. */
  PUT_BUCKET_WEBSITE("PutBucketWebsite", On.BUCKET),
  /** {@code s3:PutEncryptionConfiguration}. */
  PUT_ENCRYPTION_CONFIGURATION("PutEncryptionConfiguration", On.BUCKET),
  /** {@code s3:PutIntelligentTieringConfiguration}. */
  PUT_INTELLIGENT_TIERING_CONFIGURATION("PutIntelligentTieringConfiguration", On.BUCKET),
  /** {@code s3:PutInventoryConfiguration}. */
  PUT_INVENTORY_CONFIGURATION("PutInventoryConfiguration", On.BUCKET),
  /** {@code s3:PutLifecycleConfiguration}. */
  PUT_LIFECYCLE_CONFIGURATION("PutLifecycleConfiguration", On.BUCKET),
  /** {@code s3:PutMetricsConfiguration}. */
  PUT_METRICS_CONFIGURATION("PutMetricsConfiguration", On.BUCKET),
  /** {@code s3:PutReplicationConfiguration}. */
  PUT_REPLICATION_CONFIGURATION("PutReplicationConfiguration", On.BUCKET),
  /** {@code s3:TagResource}. */
  TAG_RESOURCE("TagResource", On.BUCKET),
  /** {@code s3:UntagResource}. */
  UNTAG_RESOURCE("UntagResource", On.BUCKET),
  /** {@code s3:UpdateBucketMetadataInventoryTableConfiguration}. */
  UPDATE_BUCKET_METADATA_INVENTORY_TABLE_CONFIGURATION(
      "UpdateBucketMetadataInventoryTableConfiguration", On.BUCKET),
  /** {@code s3:UpdateBucketMetadataJournalTableConfiguration}. */
  UPDATE_BUCKET_METADATA_JOURNAL_TABLE_CONFIGURATION(
      "UpdateBucketMetadataJournalTableConfiguration", On.BUCKET),
  /** {@code s3:AbortMultipartUpload}. */
  ABORT_MULTIPART_UPLOAD("AbortMultipartUpload", On.OBJECT),
  /** {@code s3:BypassGovernanceRetention}. */
  BYPASS_GOVERNANCE_RETENTION("BypassGovernanceRetention", On.OBJECT),
  /** {@code s3:DeleteObject}. */
  DELETE_OBJECT("DeleteObject", On.OBJECT),
  /** {@code s3:DeleteObjectTagging}. */
  DELETE_OBJECT_TAGGING("DeleteObjectTagging", On.OBJECT),
  /** {@code s3:DeleteObjectVersion}. */
  DELETE_OBJECT_VERSION("DeleteObjectVersion", On.OBJECT),
  /** {@code s3:DeleteObjectVersionTagging}. */
  DELETE_OBJECT_VERSION_TAGGING("DeleteObjectVersionTagging", On.OBJECT),
  /** {@code s3:GetObject}. */
  GET_OBJECT("GetObject", On.OBJECT),
  /** {@code s3:GetObjectAcl}. */
  GET_OBJECT_ACL("GetObjectAcl", On.OBJECT),
  /** {@code s3:GetObjectAttributes}. */
  GET_OBJECT_ATTRIBUTES("GetObjectAttributes", On.OBJECT),
  /** {@code s3:GetObjectLegalHold}. */
  GET_OBJECT_LEGAL_HOLD("GetObjectLegalHold", On.OBJECT),
  /** {@code s3:GetObjectRetention}. */
  GET_OBJECT_RETENTION("GetObjectRetention", On.OBJECT),
  /** {@code s3:GetObjectTagging}. */
  GET_OBJECT_TAGGING("GetObjectTagging", On.OBJECT),
  /** {@code s3:GetObjectTorrent}. */
  GET_OBJECT_TORRENT("GetObjectTorrent", On.OBJECT),
  /** {@code s3:GetObjectVersion}. */
  GET_OBJECT_VERSION("GetObjectVersion", On.OBJECT),
  /** {@code s3:GetObjectVersionAcl}. */
  GET_OBJECT_VERSION_ACL("GetObjectVersionAcl", On.OBJECT),
  /** {@code s3:GetObjectVersionAttributes}. */
  GET_OBJECT_VERSION_ATTRIBUTES("GetObjectVersionAttributes", On.OBJECT),
  /** {@code s3:GetObjectVersionForReplication}. */
  GET_OBJECT_VERSION_FOR_REPLICATION("GetObjectVersionForReplication", On.OBJECT),
  /** {@code s3:GetObjectVersionTagging}. */
  GET_OBJECT_VERSION_TAGGING("GetObjectVersionTagging", On.OBJECT),
  /** {@code s3:GetObjectVersionTorrent}. */
  GET_OBJECT_VERSION_TORRENT("GetObjectVersionTorrent", On.OBJECT),
  /** {@code s3:InitiateReplication}. */
  INITIATE_REPLICATION("InitiateReplication", On.OBJECT),
  /** {@code s3:ListMultipartUploadParts}. */
  LIST_MULTIPART_UPLOAD_PARTS("ListMultipartUploadParts", On.OBJECT),
  /** {@code s3:ObjectOwnerOverrideToBucketOwner}. */
  OBJECT_OWNER_OVERRIDE_TO_BUCKET_OWNER("ObjectOwnerOverrideToBucketOwner", On.OBJECT),
  /** {@code s3:PutObject}. */
  PUT_OBJECT("PutObject", On.OBJECT),
  /** {@code s3:PutObjectAcl}. */
  PUT_OBJECT_ACL("PutObjectAcl", On.OBJECT),
  /** {@code s3:PutObjectLegalHold}. */
  PUT_OBJECT_LEGAL_HOLD("PutObjectLegalHold", On.OBJECT),
  /** {@code s3:PutObjectRetention}. */
  PUT_OBJECT_RETENTION("PutObjectRetention", On.OBJECT),
  /** {@code s3:PutObjectTagging}. */
  PUT_OBJECT_TAGGING("PutObjectTagging", On.OBJECT),
  /** {@code s3:PutObjectVersionAcl}. */
  PUT_OBJECT_VERSION_ACL("PutObjectVersionAcl", On.OBJECT),
  /** {@code s3:PutObjectVersionTagging}. */
  PUT_OBJECT_VERSION_TAGGING("PutObjectVersionTagging", On.OBJECT),
  /** {@code s3:ReplicateDelete}. */
  REPLICATE_DELETE("ReplicateDelete", On.OBJECT),
  /** {@code s3:ReplicateObject}. */
  REPLICATE_OBJECT("ReplicateObject", On.OBJECT),
  /** {@code s3:ReplicateTags}. */
  REPLICATE_TAGS("ReplicateTags", On.OBJECT),
  /** {@code s3:RestoreObject}. */
  RESTORE_OBJECT("RestoreObject", On.OBJECT),
  /** {@code s3:UpdateObjectEncryption}. */
  UPDATE_OBJECT_ENCRYPTION("UpdateObjectEncryption", On.OBJECT),
  /** {@code s3:GetAccountPublicAccessBlock}. */
  GET_ACCOUNT_PUBLIC_ACCESS_BLOCK("GetAccountPublicAccessBlock", On.ACCOUNT),
  /** {@code s3:ListAllMyBuckets}. */
  LIST_ALL_MY_BUCKETS("ListAllMyBuckets", On.ACCOUNT),
  /** {@code s3:PutAccountPublicAccessBlock}. */
  PUT_ACCOUNT_PUBLIC_ACCESS_BLOCK("PutAccountPublicAccessBlock", On.ACCOUNT);

  /** What an action is done to. */
  enum On {
    BUCKET,
    OBJECT,
    ACCOUNT
  }

  private static final String SERVICE = "s3:";

  private final String actionName;
  private final String lowerName;
  private final On on;

  Action(String name, On on) {
    this.actionName = SERVICE + name;
    this.lowerName = actionName.toLowerCase(Locale.ROOT);
    this.on = on;
  }

  /** As policies name it: {@code s3:GetObject}. */
  public String actionName() {
    return actionName;
  }

  /** Whether it is done to an object, and so a question of it has a key. */
  public boolean onObject() {
    return on == On.OBJECT;
  }

  On on() {
    return on;
  }

  /**
   * The actions whose names a pattern matches, whatever the case of the letters; none for a pattern
   * that is of another service.
   */
  static Set<Action> matching(String pattern) {
    Glob glob = Glob.pattern(pattern.toLowerCase(Locale.ROOT));
    Set<Action> matching = EnumSet.noneOf(Action.class);
    for (Action action : values()) {
      if (glob.matches(action.lowerName)) {
        matching.add(action);
      }
    }
    return matching;
  }
}
