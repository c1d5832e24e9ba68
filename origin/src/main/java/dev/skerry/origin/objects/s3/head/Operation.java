package dev.skerry.origin.objects.s3.head;

import static dev.skerry.origin.objects.s3.head.Level.BUCKET;
import static dev.skerry.origin.objects.s3.head.Level.OBJECT;
import static dev.skerry.origin.objects.s3.head.Level.SERVICE;

import org.jspecify.annotations.Nullable;

/**
 * The operations of S3, all of them, whether they are served or not: by which method, on what, and
 * by which parameter of the query they are asked for.
 */
public enum Operation {
  /** {@code ListBuckets}. */
  LIST_BUCKETS("GET", SERVICE, null, "ListBuckets", "s3:ListAllMyBuckets"),
  /** {@code CreateBucket}. */
  CREATE_BUCKET("PUT", BUCKET, null, "CreateBucket"),
  /** {@code HeadBucket}. */
  HEAD_BUCKET("HEAD", BUCKET, null, "HeadBucket", "s3:ListBucket"),
  /** {@code DeleteBucket}. */
  DELETE_BUCKET("DELETE", BUCKET, null, "DeleteBucket"),
  /** {@code ListObjects}. */
  LIST_OBJECTS("GET", BUCKET, null, "ListObjects", "s3:ListBucket"),
  /** {@code ListObjectsV2}. */
  LIST_OBJECTS_V2("GET", BUCKET, "list-type", "ListObjectsV2", "s3:ListBucket"),
  /** {@code ListObjectVersions}. */
  LIST_OBJECT_VERSIONS("GET", BUCKET, "versions", "ListObjectVersions", "s3:ListBucketVersions"),
  /** {@code ListMultipartUploads}. */
  LIST_MULTIPART_UPLOADS(
      "GET", BUCKET, "uploads", "ListMultipartUploads", "s3:ListBucketMultipartUploads"),
  /** {@code DeleteObjects}. */
  DELETE_OBJECTS("POST", BUCKET, "delete", "DeleteObjects", "s3:DeleteObject"),
  /** {@code PostObject}. */
  POST_OBJECT("POST", BUCKET, null, "PostObject", "s3:PutObject"),
  /** {@code GetBucketLocation}. */
  GET_BUCKET_LOCATION("GET", BUCKET, "location", "GetBucketLocation"),
  /** {@code GetBucketVersioning}. */
  GET_BUCKET_VERSIONING("GET", BUCKET, "versioning", "GetBucketVersioning"),
  /** {@code PutBucketVersioning}. */
  PUT_BUCKET_VERSIONING("PUT", BUCKET, "versioning", "PutBucketVersioning"),
  /** {@code GetBucketAcl}. */
  GET_BUCKET_ACL("GET", BUCKET, "acl", "GetBucketAcl"),
  /** {@code PutBucketAcl}. */
  PUT_BUCKET_ACL("PUT", BUCKET, "acl", "PutBucketAcl"),
  /** {@code GetBucketPolicy}. */
  GET_BUCKET_POLICY("GET", BUCKET, "policy", "GetBucketPolicy"),
  /** {@code PutBucketPolicy}. */
  PUT_BUCKET_POLICY("PUT", BUCKET, "policy", "PutBucketPolicy"),
  /** {@code DeleteBucketPolicy}. */
  DELETE_BUCKET_POLICY("DELETE", BUCKET, "policy", "DeleteBucketPolicy"),
  /** {@code GetBucketPolicyStatus}. */
  GET_BUCKET_POLICY_STATUS("GET", BUCKET, "policyStatus", "GetBucketPolicyStatus"),
  /** {@code GetBucketTagging}. */
  GET_BUCKET_TAGGING("GET", BUCKET, "tagging", "GetBucketTagging"),
  /** {@code PutBucketTagging}. */
  PUT_BUCKET_TAGGING("PUT", BUCKET, "tagging", "PutBucketTagging"),
  /** {@code DeleteBucketTagging}. */
  DELETE_BUCKET_TAGGING("DELETE", BUCKET, "tagging", "DeleteBucketTagging", "s3:PutBucketTagging"),
  /** {@code GetBucketCors}. */
  GET_BUCKET_CORS("GET", BUCKET, "cors", "GetBucketCors", "s3:GetBucketCORS"),
  /** {@code PutBucketCors}. */
  PUT_BUCKET_CORS("PUT", BUCKET, "cors", "PutBucketCors", "s3:PutBucketCORS"),
  /** {@code DeleteBucketCors}. */
  DELETE_BUCKET_CORS("DELETE", BUCKET, "cors", "DeleteBucketCors", "s3:PutBucketCORS"),
  /** {@code GetBucketLifecycleConfiguration}. */
  GET_BUCKET_LIFECYCLE(
      "GET",
      BUCKET,
      "lifecycle",
      "GetBucketLifecycleConfiguration",
      "s3:GetLifecycleConfiguration"),
  /** {@code PutBucketLifecycleConfiguration}. */
  PUT_BUCKET_LIFECYCLE(
      "PUT",
      BUCKET,
      "lifecycle",
      "PutBucketLifecycleConfiguration",
      "s3:PutLifecycleConfiguration"),
  /** {@code DeleteBucketLifecycle}. */
  DELETE_BUCKET_LIFECYCLE(
      "DELETE", BUCKET, "lifecycle", "DeleteBucketLifecycle", "s3:PutLifecycleConfiguration"),
  /** {@code GetBucketEncryption}. */
  GET_BUCKET_ENCRYPTION(
      "GET", BUCKET, "encryption", "GetBucketEncryption", "s3:GetEncryptionConfiguration"),
  /** {@code PutBucketEncryption}. */
  PUT_BUCKET_ENCRYPTION(
      "PUT", BUCKET, "encryption", "PutBucketEncryption", "s3:PutEncryptionConfiguration"),
  /** {@code DeleteBucketEncryption}. */
  DELETE_BUCKET_ENCRYPTION(
      "DELETE", BUCKET, "encryption", "DeleteBucketEncryption", "s3:PutEncryptionConfiguration"),
  /** {@code GetObjectLockConfiguration}. */
  GET_OBJECT_LOCK(
      "GET",
      BUCKET,
      "object-lock",
      "GetObjectLockConfiguration",
      "s3:GetBucketObjectLockConfiguration"),
  /** {@code PutObjectLockConfiguration}. */
  PUT_OBJECT_LOCK(
      "PUT",
      BUCKET,
      "object-lock",
      "PutObjectLockConfiguration",
      "s3:PutBucketObjectLockConfiguration"),
  /** {@code GetBucketWebsite}. */
  GET_BUCKET_WEBSITE("GET", BUCKET, "website", "GetBucketWebsite"),
  /** {@code PutBucketWebsite}. */
  PUT_BUCKET_WEBSITE("PUT", BUCKET, "website", "PutBucketWebsite"),
  /** {@code DeleteBucketWebsite}. */
  DELETE_BUCKET_WEBSITE("DELETE", BUCKET, "website", "DeleteBucketWebsite"),
  /** {@code GetBucketNotificationConfiguration}. */
  GET_BUCKET_NOTIFICATION(
      "GET",
      BUCKET,
      "notification",
      "GetBucketNotificationConfiguration",
      "s3:GetBucketNotification"),
  /** {@code PutBucketNotificationConfiguration}. */
  PUT_BUCKET_NOTIFICATION(
      "PUT",
      BUCKET,
      "notification",
      "PutBucketNotificationConfiguration",
      "s3:PutBucketNotification"),
  /** {@code GetPublicAccessBlock}. */
  GET_PUBLIC_ACCESS_BLOCK(
      "GET", BUCKET, "publicAccessBlock", "GetPublicAccessBlock", "s3:GetBucketPublicAccessBlock"),
  /** {@code PutPublicAccessBlock}. */
  PUT_PUBLIC_ACCESS_BLOCK(
      "PUT", BUCKET, "publicAccessBlock", "PutPublicAccessBlock", "s3:PutBucketPublicAccessBlock"),
  /** {@code DeletePublicAccessBlock}. */
  DELETE_PUBLIC_ACCESS_BLOCK(
      "DELETE",
      BUCKET,
      "publicAccessBlock",
      "DeletePublicAccessBlock",
      "s3:PutBucketPublicAccessBlock"),
  /** {@code GetBucketOwnershipControls}. */
  GET_OWNERSHIP_CONTROLS("GET", BUCKET, "ownershipControls", "GetBucketOwnershipControls"),
  /** {@code PutBucketOwnershipControls}. */
  PUT_OWNERSHIP_CONTROLS("PUT", BUCKET, "ownershipControls", "PutBucketOwnershipControls"),
  /** {@code DeleteBucketOwnershipControls}. */
  DELETE_OWNERSHIP_CONTROLS(
      "DELETE",
      BUCKET,
      "ownershipControls",
      "DeleteBucketOwnershipControls",
      "s3:PutBucketOwnershipControls"),
  /** {@code GetBucketRequestPayment}. */
  GET_REQUEST_PAYMENT("GET", BUCKET, "requestPayment", "GetBucketRequestPayment"),
  /** {@code PutBucketRequestPayment}. */
  PUT_REQUEST_PAYMENT("PUT", BUCKET, "requestPayment", "PutBucketRequestPayment"),
  /** {@code GetBucketLogging}. */
  GET_BUCKET_LOGGING("GET", BUCKET, "logging", "GetBucketLogging"),
  /** {@code PutBucketLogging}. */
  PUT_BUCKET_LOGGING("PUT", BUCKET, "logging", "PutBucketLogging"),
  /** {@code GetBucketAccelerateConfiguration}. */
  GET_BUCKET_ACCELERATE(
      "GET",
      BUCKET,
      "accelerate",
      "GetBucketAccelerateConfiguration",
      "s3:GetAccelerateConfiguration"),
  /** {@code PutBucketAccelerateConfiguration}. */
  PUT_BUCKET_ACCELERATE(
      "PUT",
      BUCKET,
      "accelerate",
      "PutBucketAccelerateConfiguration",
      "s3:PutAccelerateConfiguration"),
  /** {@code GetBucketReplication}. */
  GET_BUCKET_REPLICATION(
      "GET", BUCKET, "replication", "GetBucketReplication", "s3:GetReplicationConfiguration"),
  /** {@code PutBucketReplication}. */
  PUT_BUCKET_REPLICATION(
      "PUT", BUCKET, "replication", "PutBucketReplication", "s3:PutReplicationConfiguration"),
  /** {@code DeleteBucketReplication}. */
  DELETE_BUCKET_REPLICATION(
      "DELETE", BUCKET, "replication", "DeleteBucketReplication", "s3:PutReplicationConfiguration"),
  /** {@code GetBucketAnalyticsConfiguration}. */
  GET_BUCKET_ANALYTICS(
      "GET",
      BUCKET,
      "analytics",
      "GetBucketAnalyticsConfiguration",
      "s3:GetAnalyticsConfiguration"),
  /** {@code PutBucketAnalyticsConfiguration}. */
  PUT_BUCKET_ANALYTICS(
      "PUT",
      BUCKET,
      "analytics",
      "PutBucketAnalyticsConfiguration",
      "s3:PutAnalyticsConfiguration"),
  /** {@code DeleteBucketAnalyticsConfiguration}. */
  DELETE_BUCKET_ANALYTICS(
      "DELETE",
      BUCKET,
      "analytics",
      "DeleteBucketAnalyticsConfiguration",
      "s3:PutAnalyticsConfiguration"),
  /** {@code GetBucketInventoryConfiguration}. */
  GET_BUCKET_INVENTORY(
      "GET",
      BUCKET,
      "inventory",
      "GetBucketInventoryConfiguration",
      "s3:GetInventoryConfiguration"),
  /** {@code PutBucketInventoryConfiguration}. */
  PUT_BUCKET_INVENTORY(
      "PUT",
      BUCKET,
      "inventory",
      "PutBucketInventoryConfiguration",
      "s3:PutInventoryConfiguration"),
  /** {@code DeleteBucketInventoryConfiguration}. */
  DELETE_BUCKET_INVENTORY(
      "DELETE",
      BUCKET,
      "inventory",
      "DeleteBucketInventoryConfiguration",
      "s3:PutInventoryConfiguration"),
  /** {@code GetBucketMetricsConfiguration}. */
  GET_BUCKET_METRICS(
      "GET", BUCKET, "metrics", "GetBucketMetricsConfiguration", "s3:GetMetricsConfiguration"),
  /** {@code PutBucketMetricsConfiguration}. */
  PUT_BUCKET_METRICS(
      "PUT", BUCKET, "metrics", "PutBucketMetricsConfiguration", "s3:PutMetricsConfiguration"),
  /** {@code DeleteBucketMetricsConfiguration}. */
  DELETE_BUCKET_METRICS(
      "DELETE",
      BUCKET,
      "metrics",
      "DeleteBucketMetricsConfiguration",
      "s3:PutMetricsConfiguration"),
  /** {@code GetBucketIntelligentTieringConfiguration}. */
  GET_INTELLIGENT_TIERING(
      "GET",
      BUCKET,
      "intelligent-tiering",
      "GetBucketIntelligentTieringConfiguration",
      "s3:GetIntelligentTieringConfiguration"),
  /** {@code PutBucketIntelligentTieringConfiguration}. */
  PUT_INTELLIGENT_TIERING(
      "PUT",
      BUCKET,
      "intelligent-tiering",
      "PutBucketIntelligentTieringConfiguration",
      "s3:PutIntelligentTieringConfiguration"),
  /** {@code DeleteBucketIntelligentTieringConfiguration}. */
  DELETE_INTELLIGENT_TIERING(
      "DELETE",
      BUCKET,
      "intelligent-tiering",
      "DeleteBucketIntelligentTieringConfiguration",
      "s3:PutIntelligentTieringConfiguration"),
  /** {@code GetBucketMetadataTableConfiguration}. */
  GET_METADATA_TABLE("GET", BUCKET, "metadataTable", "GetBucketMetadataTableConfiguration"),
  /** {@code CreateBucketMetadataTableConfiguration}. */
  POST_METADATA_TABLE("POST", BUCKET, "metadataTable", "CreateBucketMetadataTableConfiguration"),
  /** {@code DeleteBucketMetadataTableConfiguration}. */
  DELETE_METADATA_TABLE(
      "DELETE", BUCKET, "metadataTable", "DeleteBucketMetadataTableConfiguration"),
  /** {@code GetBucketMetadataConfiguration}. */
  GET_METADATA_CONFIGURATION(
      "GET",
      BUCKET,
      "metadataConfiguration",
      "GetBucketMetadataConfiguration",
      "s3:GetBucketMetadataTableConfiguration"),
  /** {@code CreateBucketMetadataConfiguration}. */
  POST_METADATA_CONFIGURATION(
      "POST",
      BUCKET,
      "metadataConfiguration",
      "CreateBucketMetadataConfiguration",
      "s3:CreateBucketMetadataTableConfiguration"),
  /** {@code DeleteBucketMetadataConfiguration}. */
  DELETE_METADATA_CONFIGURATION(
      "DELETE",
      BUCKET,
      "metadataConfiguration",
      "DeleteBucketMetadataConfiguration",
      "s3:DeleteBucketMetadataTableConfiguration"),
  /** {@code GetBucketAbac}. */
  GET_BUCKET_ABAC("GET", BUCKET, "abac", "GetBucketAbac"),
  /** {@code PutBucketAbac}. */
  PUT_BUCKET_ABAC("PUT", BUCKET, "abac", "PutBucketAbac"),
  /** {@code CreateSession}. */
  CREATE_SESSION("GET", BUCKET, "session", "CreateSession"),
  /** {@code Preflight}. */
  PREFLIGHT("OPTIONS", BUCKET, null, "Preflight", null),
  /** {@code GetObject}. */
  GET_OBJECT("GET", OBJECT, null, "GetObject"),
  /** {@code HeadObject}. */
  HEAD_OBJECT("HEAD", OBJECT, null, "HeadObject", "s3:GetObject"),
  /** {@code PutObject}. */
  PUT_OBJECT("PUT", OBJECT, null, "PutObject"),
  /** {@code CopyObject}. */
  COPY_OBJECT("PUT", OBJECT, "@copy", "CopyObject", "s3:PutObject"),
  /** {@code DeleteObject}. */
  DELETE_OBJECT("DELETE", OBJECT, null, "DeleteObject"),
  /** {@code GetObjectAttributes}. */
  GET_OBJECT_ATTRIBUTES("GET", OBJECT, "attributes", "GetObjectAttributes"),
  /** {@code GetObjectAcl}. */
  GET_OBJECT_ACL("GET", OBJECT, "acl", "GetObjectAcl"),
  /** {@code PutObjectAcl}. */
  PUT_OBJECT_ACL("PUT", OBJECT, "acl", "PutObjectAcl"),
  /** {@code GetObjectTagging}. */
  GET_OBJECT_TAGGING("GET", OBJECT, "tagging", "GetObjectTagging"),
  /** {@code PutObjectTagging}. */
  PUT_OBJECT_TAGGING("PUT", OBJECT, "tagging", "PutObjectTagging"),
  /** {@code DeleteObjectTagging}. */
  DELETE_OBJECT_TAGGING("DELETE", OBJECT, "tagging", "DeleteObjectTagging"),
  /** {@code GetObjectRetention}. */
  GET_OBJECT_RETENTION("GET", OBJECT, "retention", "GetObjectRetention"),
  /** {@code PutObjectRetention}. */
  PUT_OBJECT_RETENTION("PUT", OBJECT, "retention", "PutObjectRetention"),
  /** {@code GetObjectLegalHold}. */
  GET_OBJECT_LEGAL_HOLD("GET", OBJECT, "legal-hold", "GetObjectLegalHold"),
  /** {@code PutObjectLegalHold}. */
  PUT_OBJECT_LEGAL_HOLD("PUT", OBJECT, "legal-hold", "PutObjectLegalHold"),
  /** {@code GetObjectTorrent}. */
  GET_OBJECT_TORRENT("GET", OBJECT, "torrent", "GetObjectTorrent"),
  /** {@code RestoreObject}. */
  RESTORE_OBJECT("POST", OBJECT, "restore", "RestoreObject"),
  /** {@code SelectObjectContent}. */
  SELECT_OBJECT_CONTENT("POST", OBJECT, "select", "SelectObjectContent", "s3:GetObject"),
  /** {@code RenameObject}. */
  RENAME_OBJECT("PUT", OBJECT, "renameObject", "RenameObject", "s3:PutObject"),
  /** {@code CreateMultipartUpload}. */
  CREATE_MULTIPART_UPLOAD("POST", OBJECT, "uploads", "CreateMultipartUpload", "s3:PutObject"),
  /** {@code UploadPart}. */
  UPLOAD_PART("PUT", OBJECT, "@part", "UploadPart", "s3:PutObject"),
  /** {@code UploadPartCopy}. */
  UPLOAD_PART_COPY("PUT", OBJECT, "@partcopy", "UploadPartCopy", "s3:PutObject"),
  /** {@code ListParts}. */
  LIST_PARTS("GET", OBJECT, "uploadId", "ListParts", "s3:ListMultipartUploadParts"),
  /** {@code CompleteMultipartUpload}. */
  COMPLETE_MULTIPART_UPLOAD("POST", OBJECT, "uploadId", "CompleteMultipartUpload", "s3:PutObject"),
  /** {@code AbortMultipartUpload}. */
  ABORT_MULTIPART_UPLOAD("DELETE", OBJECT, "uploadId", "AbortMultipartUpload");

  private final String method;
  private final Level level;
  private final @Nullable String parameter;
  private final String wireName;
  private final @Nullable String action;

  /** One that is allowed by its own name. */
  Operation(String method, Level level, @Nullable String parameter, String wireName) {
    this(method, level, parameter, wireName, "s3:" + wireName);
  }

  Operation(
      String method,
      Level level,
      @Nullable String parameter,
      String wireName,
      @Nullable String action) {
    this.method = method;
    this.level = level;
    this.parameter = parameter;
    this.wireName = wireName;
    this.action = action;
  }

  /** The method of its requests. */
  public String method() {
    return method;
  }

  /** What it is on. */
  public Level level() {
    return level;
  }

  /**
   * The parameter that asks for it; null for what a request without any asks for. With a {@code @}
   * first for what {@link Operations} looks at more closely.
   */
  public @Nullable String parameter() {
    return parameter;
  }

  /** Its name in the reference. */
  public String wireName() {
    return wireName;
  }

  /** What must be allowed, as policies name it; null where nothing is asked. */
  public @Nullable String action() {
    return action;
  }
}
