package dev.skerry.origin.objects.s3.head;

import org.jspecify.annotations.Nullable;

/**
 * The operations of S3, all of them, whether they are served or not: by which method, on what, and
 * by which parameter of the query they are asked for.
 */
public enum Operation {
  /** {@code ListBuckets}. */
  LIST_BUCKETS("GET", Level.SERVICE, null, "ListBuckets", "s3:ListAllMyBuckets"),
  /** {@code CreateBucket}. */
  CREATE_BUCKET("PUT", Level.BUCKET, null, "CreateBucket", "s3:CreateBucket"),
  /** {@code HeadBucket}. */
  HEAD_BUCKET("HEAD", Level.BUCKET, null, "HeadBucket", "s3:ListBucket"),
  /** {@code DeleteBucket}. */
  DELETE_BUCKET("DELETE", Level.BUCKET, null, "DeleteBucket", "s3:DeleteBucket"),
  /** {@code ListObjects}. */
  LIST_OBJECTS("GET", Level.BUCKET, null, "ListObjects", "s3:ListBucket"),
  /** {@code ListObjectsV2}. */
  LIST_OBJECTS_V2("GET", Level.BUCKET, "list-type", "ListObjectsV2", "s3:ListBucket"),
  /** {@code ListObjectVersions}. */
  LIST_OBJECT_VERSIONS(
      "GET", Level.BUCKET, "versions", "ListObjectVersions", "s3:ListBucketVersions"),
  /** {@code ListMultipartUploads}. */
  LIST_MULTIPART_UPLOADS(
      "GET", Level.BUCKET, "uploads", "ListMultipartUploads", "s3:ListBucketMultipartUploads"),
  /** {@code DeleteObjects}. */
  DELETE_OBJECTS("POST", Level.BUCKET, "delete", "DeleteObjects", "s3:DeleteObject"),
  /** {@code PostObject}. */
  POST_OBJECT("POST", Level.BUCKET, null, "PostObject", "s3:PutObject"),
  /** {@code GetBucketLocation}. */
  GET_BUCKET_LOCATION("GET", Level.BUCKET, "location", "GetBucketLocation", "s3:GetBucketLocation"),
  /** {@code GetBucketVersioning}. */
  GET_BUCKET_VERSIONING(
      "GET", Level.BUCKET, "versioning", "GetBucketVersioning", "s3:GetBucketVersioning"),
  /** {@code PutBucketVersioning}. */
  PUT_BUCKET_VERSIONING(
      "PUT", Level.BUCKET, "versioning", "PutBucketVersioning", "s3:PutBucketVersioning"),
  /** {@code GetBucketAcl}. */
  GET_BUCKET_ACL("GET", Level.BUCKET, "acl", "GetBucketAcl", "s3:GetBucketAcl"),
  /** {@code PutBucketAcl}. */
  PUT_BUCKET_ACL("PUT", Level.BUCKET, "acl", "PutBucketAcl", "s3:PutBucketAcl"),
  /** {@code GetBucketPolicy}. */
  GET_BUCKET_POLICY("GET", Level.BUCKET, "policy", "GetBucketPolicy", "s3:GetBucketPolicy"),
  /** {@code PutBucketPolicy}. */
  PUT_BUCKET_POLICY("PUT", Level.BUCKET, "policy", "PutBucketPolicy", "s3:PutBucketPolicy"),
  /** {@code DeleteBucketPolicy}. */
  DELETE_BUCKET_POLICY(
      "DELETE", Level.BUCKET, "policy", "DeleteBucketPolicy", "s3:DeleteBucketPolicy"),
  /** {@code GetBucketPolicyStatus}. */
  GET_BUCKET_POLICY_STATUS(
      "GET", Level.BUCKET, "policyStatus", "GetBucketPolicyStatus", "s3:GetBucketPolicyStatus"),
  /** {@code GetBucketTagging}. */
  GET_BUCKET_TAGGING("GET", Level.BUCKET, "tagging", "GetBucketTagging", "s3:GetBucketTagging"),
  /** {@code PutBucketTagging}. */
  PUT_BUCKET_TAGGING("PUT", Level.BUCKET, "tagging", "PutBucketTagging", "s3:PutBucketTagging"),
  /** {@code DeleteBucketTagging}. */
  DELETE_BUCKET_TAGGING(
      "DELETE", Level.BUCKET, "tagging", "DeleteBucketTagging", "s3:PutBucketTagging"),
  /** {@code GetBucketCors}. */
  GET_BUCKET_CORS("GET", Level.BUCKET, "cors", "GetBucketCors", "s3:GetBucketCORS"),
  /** {@code PutBucketCors}. */
  PUT_BUCKET_CORS("PUT", Level.BUCKET, "cors", "PutBucketCors", "s3:PutBucketCORS"),
  /** {@code DeleteBucketCors}. */
  DELETE_BUCKET_CORS("DELETE", Level.BUCKET, "cors", "DeleteBucketCors", "s3:PutBucketCORS"),
  /** {@code GetBucketLifecycleConfiguration}. */
  GET_BUCKET_LIFECYCLE(
      "GET",
      Level.BUCKET,
      "lifecycle",
      "GetBucketLifecycleConfiguration",
      "s3:GetLifecycleConfiguration"),
  /** {@code PutBucketLifecycleConfiguration}. */
  PUT_BUCKET_LIFECYCLE(
      "PUT",
      Level.BUCKET,
      "lifecycle",
      "PutBucketLifecycleConfiguration",
      "s3:PutLifecycleConfiguration"),
  /** {@code DeleteBucketLifecycle}. */
  DELETE_BUCKET_LIFECYCLE(
      "DELETE", Level.BUCKET, "lifecycle", "DeleteBucketLifecycle", "s3:PutLifecycleConfiguration"),
  /** {@code GetBucketEncryption}. */
  GET_BUCKET_ENCRYPTION(
      "GET", Level.BUCKET, "encryption", "GetBucketEncryption", "s3:GetEncryptionConfiguration"),
  /** {@code PutBucketEncryption}. */
  PUT_BUCKET_ENCRYPTION(
      "PUT", Level.BUCKET, "encryption", "PutBucketEncryption", "s3:PutEncryptionConfiguration"),
  /** {@code DeleteBucketEncryption}. */
  DELETE_BUCKET_ENCRYPTION(
      "DELETE",
      Level.BUCKET,
      "encryption",
      "DeleteBucketEncryption",
      "s3:PutEncryptionConfiguration"),
  /** {@code GetObjectLockConfiguration}. */
  GET_OBJECT_LOCK(
      "GET",
      Level.BUCKET,
      "object-lock",
      "GetObjectLockConfiguration",
      "s3:GetBucketObjectLockConfiguration"),
  /** {@code PutObjectLockConfiguration}. */
  PUT_OBJECT_LOCK(
      "PUT",
      Level.BUCKET,
      "object-lock",
      "PutObjectLockConfiguration",
      "s3:PutBucketObjectLockConfiguration"),
  /** {@code GetBucketWebsite}. */
  GET_BUCKET_WEBSITE("GET", Level.BUCKET, "website", "GetBucketWebsite", "s3:GetBucketWebsite"),
  /** {@code PutBucketWebsite}. */
  PUT_BUCKET_WEBSITE("PUT", Level.BUCKET, "website", "PutBucketWebsite", "s3:PutBucketWebsite"),
  /** {@code DeleteBucketWebsite}. */
  DELETE_BUCKET_WEBSITE(
      "DELETE", Level.BUCKET, "website", "DeleteBucketWebsite", "s3:DeleteBucketWebsite"),
  /** {@code GetBucketNotificationConfiguration}. */
  GET_BUCKET_NOTIFICATION(
      "GET",
      Level.BUCKET,
      "notification",
      "GetBucketNotificationConfiguration",
      "s3:GetBucketNotification"),
  /** {@code PutBucketNotificationConfiguration}. */
  PUT_BUCKET_NOTIFICATION(
      "PUT",
      Level.BUCKET,
      "notification",
      "PutBucketNotificationConfiguration",
      "s3:PutBucketNotification"),
  /** {@code GetPublicAccessBlock}. */
  GET_PUBLIC_ACCESS_BLOCK(
      "GET",
      Level.BUCKET,
      "publicAccessBlock",
      "GetPublicAccessBlock",
      "s3:GetBucketPublicAccessBlock"),
  /** {@code PutPublicAccessBlock}. */
  PUT_PUBLIC_ACCESS_BLOCK(
      "PUT",
      Level.BUCKET,
      "publicAccessBlock",
      "PutPublicAccessBlock",
      "s3:PutBucketPublicAccessBlock"),
  /** {@code DeletePublicAccessBlock}. */
  DELETE_PUBLIC_ACCESS_BLOCK(
      "DELETE",
      Level.BUCKET,
      "publicAccessBlock",
      "DeletePublicAccessBlock",
      "s3:PutBucketPublicAccessBlock"),
  /** {@code GetBucketOwnershipControls}. */
  GET_OWNERSHIP_CONTROLS(
      "GET",
      Level.BUCKET,
      "ownershipControls",
      "GetBucketOwnershipControls",
      "s3:GetBucketOwnershipControls"),
  /** {@code PutBucketOwnershipControls}. */
  PUT_OWNERSHIP_CONTROLS(
      "PUT",
      Level.BUCKET,
      "ownershipControls",
      "PutBucketOwnershipControls",
      "s3:PutBucketOwnershipControls"),
  /** {@code DeleteBucketOwnershipControls}. */
  DELETE_OWNERSHIP_CONTROLS(
      "DELETE",
      Level.BUCKET,
      "ownershipControls",
      "DeleteBucketOwnershipControls",
      "s3:PutBucketOwnershipControls"),
  /** {@code GetBucketRequestPayment}. */
  GET_REQUEST_PAYMENT(
      "GET",
      Level.BUCKET,
      "requestPayment",
      "GetBucketRequestPayment",
      "s3:GetBucketRequestPayment"),
  /** {@code PutBucketRequestPayment}. */
  PUT_REQUEST_PAYMENT(
      "PUT",
      Level.BUCKET,
      "requestPayment",
      "PutBucketRequestPayment",
      "s3:PutBucketRequestPayment"),
  /** {@code GetBucketLogging}. */
  GET_BUCKET_LOGGING("GET", Level.BUCKET, "logging", "GetBucketLogging", "s3:GetBucketLogging"),
  /** {@code PutBucketLogging}. */
  PUT_BUCKET_LOGGING("PUT", Level.BUCKET, "logging", "PutBucketLogging", "s3:PutBucketLogging"),
  /** {@code GetBucketAccelerateConfiguration}. */
  GET_BUCKET_ACCELERATE(
      "GET",
      Level.BUCKET,
      "accelerate",
      "GetBucketAccelerateConfiguration",
      "s3:GetAccelerateConfiguration"),
  /** {@code PutBucketAccelerateConfiguration}. */
  PUT_BUCKET_ACCELERATE(
      "PUT",
      Level.BUCKET,
      "accelerate",
      "PutBucketAccelerateConfiguration",
      "s3:PutAccelerateConfiguration"),
  /** {@code GetBucketReplication}. */
  GET_BUCKET_REPLICATION(
      "GET", Level.BUCKET, "replication", "GetBucketReplication", "s3:GetReplicationConfiguration"),
  /** {@code PutBucketReplication}. */
  PUT_BUCKET_REPLICATION(
      "PUT", Level.BUCKET, "replication", "PutBucketReplication", "s3:PutReplicationConfiguration"),
  /** {@code DeleteBucketReplication}. */
  DELETE_BUCKET_REPLICATION(
      "DELETE",
      Level.BUCKET,
      "replication",
      "DeleteBucketReplication",
      "s3:PutReplicationConfiguration"),
  /** {@code GetBucketAnalyticsConfiguration}. */
  GET_BUCKET_ANALYTICS(
      "GET",
      Level.BUCKET,
      "analytics",
      "GetBucketAnalyticsConfiguration",
      "s3:GetAnalyticsConfiguration"),
  /** {@code PutBucketAnalyticsConfiguration}. */
  PUT_BUCKET_ANALYTICS(
      "PUT",
      Level.BUCKET,
      "analytics",
      "PutBucketAnalyticsConfiguration",
      "s3:PutAnalyticsConfiguration"),
  /** {@code DeleteBucketAnalyticsConfiguration}. */
  DELETE_BUCKET_ANALYTICS(
      "DELETE",
      Level.BUCKET,
      "analytics",
      "DeleteBucketAnalyticsConfiguration",
      "s3:PutAnalyticsConfiguration"),
  /** {@code GetBucketInventoryConfiguration}. */
  GET_BUCKET_INVENTORY(
      "GET",
      Level.BUCKET,
      "inventory",
      "GetBucketInventoryConfiguration",
      "s3:GetInventoryConfiguration"),
  /** {@code PutBucketInventoryConfiguration}. */
  PUT_BUCKET_INVENTORY(
      "PUT",
      Level.BUCKET,
      "inventory",
      "PutBucketInventoryConfiguration",
      "s3:PutInventoryConfiguration"),
  /** {@code DeleteBucketInventoryConfiguration}. */
  DELETE_BUCKET_INVENTORY(
      "DELETE",
      Level.BUCKET,
      "inventory",
      "DeleteBucketInventoryConfiguration",
      "s3:PutInventoryConfiguration"),
  /** {@code GetBucketMetricsConfiguration}. */
  GET_BUCKET_METRICS(
      "GET",
      Level.BUCKET,
      "metrics",
      "GetBucketMetricsConfiguration",
      "s3:GetMetricsConfiguration"),
  /** {@code PutBucketMetricsConfiguration}. */
  PUT_BUCKET_METRICS(
      "PUT",
      Level.BUCKET,
      "metrics",
      "PutBucketMetricsConfiguration",
      "s3:PutMetricsConfiguration"),
  /** {@code DeleteBucketMetricsConfiguration}. */
  DELETE_BUCKET_METRICS(
      "DELETE",
      Level.BUCKET,
      "metrics",
      "DeleteBucketMetricsConfiguration",
      "s3:PutMetricsConfiguration"),
  /** {@code GetBucketIntelligentTieringConfiguration}. */
  GET_INTELLIGENT_TIERING(
      "GET",
      Level.BUCKET,
      "intelligent-tiering",
      "GetBucketIntelligentTieringConfiguration",
      "s3:GetIntelligentTieringConfiguration"),
  /** {@code PutBucketIntelligentTieringConfiguration}. */
  PUT_INTELLIGENT_TIERING(
      "PUT",
      Level.BUCKET,
      "intelligent-tiering",
      "PutBucketIntelligentTieringConfiguration",
      "s3:PutIntelligentTieringConfiguration"),
  /** {@code DeleteBucketIntelligentTieringConfiguration}. */
  DELETE_INTELLIGENT_TIERING(
      "DELETE",
      Level.BUCKET,
      "intelligent-tiering",
      "DeleteBucketIntelligentTieringConfiguration",
      "s3:PutIntelligentTieringConfiguration"),
  /** {@code GetBucketMetadataTableConfiguration}. */
  GET_METADATA_TABLE(
      "GET",
      Level.BUCKET,
      "metadataTable",
      "GetBucketMetadataTableConfiguration",
      "s3:GetBucketMetadataTableConfiguration"),
  /** {@code CreateBucketMetadataTableConfiguration}. */
  POST_METADATA_TABLE(
      "POST",
      Level.BUCKET,
      "metadataTable",
      "CreateBucketMetadataTableConfiguration",
      "s3:CreateBucketMetadataTableConfiguration"),
  /** {@code DeleteBucketMetadataTableConfiguration}. */
  DELETE_METADATA_TABLE(
      "DELETE",
      Level.BUCKET,
      "metadataTable",
      "DeleteBucketMetadataTableConfiguration",
      "s3:DeleteBucketMetadataTableConfiguration"),
  /** {@code GetBucketMetadataConfiguration}. */
  GET_METADATA_CONFIGURATION(
      "GET",
      Level.BUCKET,
      "metadataConfiguration",
      "GetBucketMetadataConfiguration",
      "s3:GetBucketMetadataTableConfiguration"),
  /** {@code CreateBucketMetadataConfiguration}. */
  POST_METADATA_CONFIGURATION(
      "POST",
      Level.BUCKET,
      "metadataConfiguration",
      "CreateBucketMetadataConfiguration",
      "s3:CreateBucketMetadataTableConfiguration"),
  /** {@code DeleteBucketMetadataConfiguration}. */
  DELETE_METADATA_CONFIGURATION(
      "DELETE",
      Level.BUCKET,
      "metadataConfiguration",
      "DeleteBucketMetadataConfiguration",
      "s3:DeleteBucketMetadataTableConfiguration"),
  /** {@code GetBucketAbac}. */
  GET_BUCKET_ABAC("GET", Level.BUCKET, "abac", "GetBucketAbac", "s3:GetBucketAbac"),
  /** {@code PutBucketAbac}. */
  PUT_BUCKET_ABAC("PUT", Level.BUCKET, "abac", "PutBucketAbac", "s3:PutBucketAbac"),
  /** {@code CreateSession}. */
  CREATE_SESSION("GET", Level.BUCKET, "session", "CreateSession", "s3:CreateSession"),
  /** {@code Preflight}. */
  PREFLIGHT("OPTIONS", Level.BUCKET, null, "Preflight", null),
  /** {@code GetObject}. */
  GET_OBJECT("GET", Level.OBJECT, null, "GetObject", "s3:GetObject"),
  /** {@code HeadObject}. */
  HEAD_OBJECT("HEAD", Level.OBJECT, null, "HeadObject", "s3:GetObject"),
  /** {@code PutObject}. */
  PUT_OBJECT("PUT", Level.OBJECT, null, "PutObject", "s3:PutObject"),
  /** {@code CopyObject}. */
  COPY_OBJECT("PUT", Level.OBJECT, "@copy", "CopyObject", "s3:PutObject"),
  /** {@code DeleteObject}. */
  DELETE_OBJECT("DELETE", Level.OBJECT, null, "DeleteObject", "s3:DeleteObject"),
  /** {@code GetObjectAttributes}. */
  GET_OBJECT_ATTRIBUTES(
      "GET", Level.OBJECT, "attributes", "GetObjectAttributes", "s3:GetObjectAttributes"),
  /** {@code GetObjectAcl}. */
  GET_OBJECT_ACL("GET", Level.OBJECT, "acl", "GetObjectAcl", "s3:GetObjectAcl"),
  /** {@code PutObjectAcl}. */
  PUT_OBJECT_ACL("PUT", Level.OBJECT, "acl", "PutObjectAcl", "s3:PutObjectAcl"),
  /** {@code GetObjectTagging}. */
  GET_OBJECT_TAGGING("GET", Level.OBJECT, "tagging", "GetObjectTagging", "s3:GetObjectTagging"),
  /** {@code PutObjectTagging}. */
  PUT_OBJECT_TAGGING("PUT", Level.OBJECT, "tagging", "PutObjectTagging", "s3:PutObjectTagging"),
  /** {@code DeleteObjectTagging}. */
  DELETE_OBJECT_TAGGING(
      "DELETE", Level.OBJECT, "tagging", "DeleteObjectTagging", "s3:DeleteObjectTagging"),
  /** {@code GetObjectRetention}. */
  GET_OBJECT_RETENTION(
      "GET", Level.OBJECT, "retention", "GetObjectRetention", "s3:GetObjectRetention"),
  /** {@code PutObjectRetention}. */
  PUT_OBJECT_RETENTION(
      "PUT", Level.OBJECT, "retention", "PutObjectRetention", "s3:PutObjectRetention"),
  /** {@code GetObjectLegalHold}. */
  GET_OBJECT_LEGAL_HOLD(
      "GET", Level.OBJECT, "legal-hold", "GetObjectLegalHold", "s3:GetObjectLegalHold"),
  /** {@code PutObjectLegalHold}. */
  PUT_OBJECT_LEGAL_HOLD(
      "PUT", Level.OBJECT, "legal-hold", "PutObjectLegalHold", "s3:PutObjectLegalHold"),
  /** {@code GetObjectTorrent}. */
  GET_OBJECT_TORRENT("GET", Level.OBJECT, "torrent", "GetObjectTorrent", "s3:GetObjectTorrent"),
  /** {@code RestoreObject}. */
  RESTORE_OBJECT("POST", Level.OBJECT, "restore", "RestoreObject", "s3:RestoreObject"),
  /** {@code SelectObjectContent}. */
  SELECT_OBJECT_CONTENT("POST", Level.OBJECT, "select", "SelectObjectContent", "s3:GetObject"),
  /** {@code RenameObject}. */
  RENAME_OBJECT("PUT", Level.OBJECT, "renameObject", "RenameObject", "s3:PutObject"),
  /** {@code CreateMultipartUpload}. */
  CREATE_MULTIPART_UPLOAD("POST", Level.OBJECT, "uploads", "CreateMultipartUpload", "s3:PutObject"),
  /** {@code UploadPart}. */
  UPLOAD_PART("PUT", Level.OBJECT, "@part", "UploadPart", "s3:PutObject"),
  /** {@code UploadPartCopy}. */
  UPLOAD_PART_COPY("PUT", Level.OBJECT, "@partcopy", "UploadPartCopy", "s3:PutObject"),
  /** {@code ListParts}. */
  LIST_PARTS("GET", Level.OBJECT, "uploadId", "ListParts", "s3:ListMultipartUploadParts"),
  /** {@code CompleteMultipartUpload}. */
  COMPLETE_MULTIPART_UPLOAD(
      "POST", Level.OBJECT, "uploadId", "CompleteMultipartUpload", "s3:PutObject"),
  /** {@code AbortMultipartUpload}. */
  ABORT_MULTIPART_UPLOAD(
      "DELETE", Level.OBJECT, "uploadId", "AbortMultipartUpload", "s3:AbortMultipartUpload");

  /** What an operation is on. */
  public enum Level {
    /** All buckets. */
    SERVICE,
    /** One bucket. */
    BUCKET,
    /** One key. */
    OBJECT
  }

  private final String method;
  private final Level level;
  private final @Nullable String parameter;
  private final String wireName;
  private final @Nullable String action;

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
