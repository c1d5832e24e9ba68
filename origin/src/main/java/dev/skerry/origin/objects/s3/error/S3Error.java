package dev.skerry.origin.objects.s3.error;

/** An error of S3: its code, its status, and what it says where nothing more exact is known. */
public enum S3Error {
  /** {@code AccessDenied}. */
  ACCESS_DENIED(403, "AccessDenied", "Access Denied"),
  /** {@code AccessControlListNotSupported}. */
  ACL_NOT_SUPPORTED(400, "AccessControlListNotSupported", "The bucket does not allow ACLs"),
  /** {@code BadDigest}. */
  BAD_DIGEST(400, "BadDigest", "The Content-MD5 you specified did not match what we received."),
  /** {@code BadRequest}. */
  BAD_REQUEST(400, "BadRequest", "Bad Request"),
  /** {@code BucketAlreadyExists}. */
  BUCKET_ALREADY_EXISTS(
      409,
      "BucketAlreadyExists",
      "The requested bucket name is not available. The bucket namespace is shared by "
          + "all users of the system. Please select a different name and try again."),
  /** {@code BucketAlreadyOwnedByYou}. */
  BUCKET_ALREADY_OWNED_BY_YOU(
      409,
      "BucketAlreadyOwnedByYou",
      "Your previous request to create the named bucket succeeded and you already own " + "it."),
  /** {@code BucketNotEmpty}. */
  BUCKET_NOT_EMPTY(409, "BucketNotEmpty", "The bucket you tried to delete is not empty"),
  /** {@code ConditionalRequestConflict}. */
  CONDITIONAL_REQUEST_CONFLICT(
      409,
      "ConditionalRequestConflict",
      "The conditional request cannot succeed due to a conflicting operation against "
          + "this resource."),
  /** {@code AccessForbidden}. */
  CORS_FORBIDDEN(
      403,
      "AccessForbidden",
      "CORSResponse: This CORS request is not allowed. This is usually because the "
          + "evalution of Origin, request method / Access-Control-Request-Method or "
          + "Access-Control-Request-Headers are not whitelisted by the resource's CORS "
          + "spec."),
  /** {@code EntityTooLarge}. */
  ENTITY_TOO_LARGE(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size"),
  /** {@code EntityTooSmall}. */
  ENTITY_TOO_SMALL(
      400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size"),
  /** {@code IllegalLocationConstraintException}. */
  ILLEGAL_LOCATION_CONSTRAINT(
      400,
      "IllegalLocationConstraintException",
      "The location constraint is incompatible for the region specific endpoint this "
          + "request was sent to."),
  /** {@code IllegalVersioningConfigurationException}. */
  ILLEGAL_VERSIONING(
      400,
      "IllegalVersioningConfigurationException",
      "The versioning configuration specified in the request is invalid."),
  /** {@code IncompleteBody}. */
  INCOMPLETE_BODY(
      400,
      "IncompleteBody",
      "You did not provide the number of bytes specified by the Content-Length HTTP " + "header"),
  /** {@code IncorrectNumberOfFilesInPostRequest}. */
  INCORRECT_NUMBER_OF_FILES(
      400,
      "IncorrectNumberOfFilesInPostRequest",
      "POST requires exactly one file upload per request."),
  /** {@code InternalError}. */
  INTERNAL_ERROR(500, "InternalError", "We encountered an internal error. Please try again."),
  /** {@code InvalidArgument}. */
  INVALID_ARGUMENT(400, "InvalidArgument", "Invalid Argument"),
  /** A bucket whose list and object ownership exclude each other. */
  INVALID_BUCKET_ACL(
      400,
      "InvalidBucketAclWithObjectOwnership",
      "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting"),
  /** {@code InvalidBucketName}. */
  INVALID_BUCKET_NAME(400, "InvalidBucketName", "The specified bucket is not valid."),
  /** {@code InvalidBucketOwnerAWSAccountID}. */
  INVALID_BUCKET_OWNER(
      400,
      "InvalidBucketOwnerAWSAccountID",
      "The value of the expected bucket owner parameter must be an AWS account ID"),
  /** {@code InvalidBucketState}. */
  INVALID_BUCKET_STATE(
      409, "InvalidBucketState", "The request is not valid for the current state of the bucket."),
  /** {@code InvalidDigest}. */
  INVALID_DIGEST(400, "InvalidDigest", "The Content-MD5 you specified was invalid."),
  /** {@code InvalidEncryptionAlgorithmError}. */
  INVALID_ENCRYPTION_ALGORITHM(
      400,
      "InvalidEncryptionAlgorithmError",
      "The encryption request you specified is not valid. Supported value: AES256."),
  /** {@code InvalidLocationConstraint}. */
  INVALID_LOCATION_CONSTRAINT(
      400, "InvalidLocationConstraint", "The specified location-constraint is not valid"),
  /** {@code InvalidObjectState}. */
  INVALID_OBJECT_STATE(
      403, "InvalidObjectState", "The operation is not valid for the object's storage class"),
  /** {@code ObjectNotInActiveTierError}. */
  OBJECT_NOT_IN_ACTIVE_TIER(
      403,
      "ObjectNotInActiveTierError",
      "The source object of the COPY action is not in the active tier and is only stored in Amazon"
          + " S3 Glacier."),
  /** {@code KMS.NotFoundException}. */
  KMS_NOT_FOUND(400, "KMS.NotFoundException", "The key does not exist"),
  /** {@code InvalidPart}. */
  INVALID_PART(
      400,
      "InvalidPart",
      "One or more of the specified parts could not be found.  The part may not have "
          + "been uploaded, or the specified entity tag may not match the part's entity "
          + "tag."),
  /** {@code InvalidPartNumber}. */
  INVALID_PART_NUMBER(416, "InvalidPartNumber", "The requested partnumber is not satisfiable"),
  /** {@code InvalidPartOrder}. */
  INVALID_PART_ORDER(
      400,
      "InvalidPartOrder",
      "The list of parts was not in ascending order. Parts must be ordered by part " + "number."),
  /** {@code InvalidPolicyDocument}. */
  INVALID_POLICY_DOCUMENT(
      400,
      "InvalidPolicyDocument",
      "The content of the form does not meet the conditions specified in the policy "
          + "document."),
  /** {@code InvalidRange}. */
  INVALID_RANGE(416, "InvalidRange", "The requested range is not satisfiable"),
  /** {@code InvalidRequest}. */
  INVALID_REQUEST(400, "InvalidRequest", "Invalid Request"),
  /** {@code InvalidStorageClass}. */
  INVALID_STORAGE_CLASS(400, "InvalidStorageClass", "The storage class you specified is not valid"),
  /** {@code InvalidTargetBucketForLogging}. */
  INVALID_TARGET_BUCKET(
      400, "InvalidTargetBucketForLogging", "The target bucket for logging does not exist"),
  /** {@code InvalidTag}. */
  INVALID_TAG(400, "InvalidTag", "The tag provided was not a valid tag."),
  /** {@code InvalidURI}. */
  INVALID_URI(400, "InvalidURI", "Couldn't parse the specified URI."),
  /** {@code KeyTooLongError}. */
  KEY_TOO_LONG(400, "KeyTooLongError", "Your key is too long"),
  /** {@code MalformedACLError}. */
  MALFORMED_ACL(
      400,
      "MalformedACLError",
      "The XML you provided was not well-formed or did not validate against our "
          + "published schema"),
  /** {@code MalformedPolicy}. */
  MALFORMED_POLICY(
      400, "MalformedPolicy", "Policies must be valid JSON and the first byte must be '{'"),
  /** {@code MalformedPOSTRequest}. */
  MALFORMED_POST_REQUEST(
      400,
      "MalformedPOSTRequest",
      "The body of your POST request is not well-formed multipart/form-data."),
  /** {@code MalformedXML}. */
  MALFORMED_XML(
      400,
      "MalformedXML",
      "The XML you provided was not well-formed or did not validate against our "
          + "published schema"),
  /** {@code MaxMessageLengthExceeded}. */
  MAX_MESSAGE_LENGTH_EXCEEDED(400, "MaxMessageLengthExceeded", "Your request was too big."),
  /** {@code MaxPostPreDataLengthExceeded}. */
  MAX_POST_PRE_DATA_LENGTH_EXCEEDED(
      400,
      "MaxPostPreDataLengthExceeded",
      "Your POST request fields preceding the upload file were too large."),
  /** {@code MetadataTooLarge}. */
  METADATA_TOO_LARGE(
      400, "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size"),
  /** {@code MethodNotAllowed}. */
  METHOD_NOT_ALLOWED(
      405, "MethodNotAllowed", "The specified method is not allowed against this resource."),
  /** {@code MissingContentLength}. */
  MISSING_CONTENT_LENGTH(
      411, "MissingContentLength", "You must provide the Content-Length HTTP header."),
  /** {@code MissingRequestBodyError}. */
  MISSING_REQUEST_BODY(400, "MissingRequestBodyError", "Request Body is empty"),
  /** {@code MissingSecurityHeader}. */
  MISSING_SECURITY_HEADER(
      400, "MissingSecurityHeader", "Your request was missing a required header"),
  /** {@code NoSuchBucket}. */
  NO_SUCH_BUCKET(404, "NoSuchBucket", "The specified bucket does not exist"),
  /** {@code NoSuchBucketPolicy}. */
  NO_SUCH_BUCKET_POLICY(404, "NoSuchBucketPolicy", "The bucket policy does not exist"),
  /** {@code NoSuchConfiguration}. */
  NO_SUCH_CONFIGURATION(404, "NoSuchConfiguration", "The specified configuration does not exist."),
  /** {@code NoSuchCORSConfiguration}. */
  NO_SUCH_CORS(404, "NoSuchCORSConfiguration", "The CORS configuration does not exist"),
  /** {@code ServerSideEncryptionConfigurationNotFoundError}. */
  NO_SUCH_ENCRYPTION(
      404,
      "ServerSideEncryptionConfigurationNotFoundError",
      "The server side encryption configuration was not found"),
  /** {@code NoSuchKey}. */
  NO_SUCH_KEY(404, "NoSuchKey", "The specified key does not exist."),
  /** {@code NoSuchLifecycleConfiguration}. */
  NO_SUCH_LIFECYCLE(
      404, "NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist"),
  /** {@code ObjectLockConfigurationNotFoundError}. */
  NO_SUCH_OBJECT_LOCK(
      404,
      "ObjectLockConfigurationNotFoundError",
      "Object Lock configuration does not exist for this bucket"),
  /** {@code NoSuchObjectLockConfiguration}. */
  NO_SUCH_OBJECT_LOCK_OF_OBJECT(
      404,
      "NoSuchObjectLockConfiguration",
      "The specified object does not have a ObjectLock configuration"),
  /** {@code OwnershipControlsNotFoundError}. */
  NO_SUCH_OWNERSHIP(
      404, "OwnershipControlsNotFoundError", "The bucket ownership controls were not found"),
  /** {@code NoSuchPublicAccessBlockConfiguration}. */
  NO_SUCH_PUBLIC_ACCESS_BLOCK(
      404,
      "NoSuchPublicAccessBlockConfiguration",
      "The public access block configuration was not found"),
  /** {@code ReplicationConfigurationNotFoundError}. */
  NO_SUCH_REPLICATION(
      404, "ReplicationConfigurationNotFoundError", "The replication configuration was not found"),
  /** {@code NoSuchTagSet}. */
  NO_SUCH_TAG_SET(404, "NoSuchTagSet", "The TagSet does not exist"),
  /** {@code NoSuchUpload}. */
  NO_SUCH_UPLOAD(
      404,
      "NoSuchUpload",
      "The specified upload does not exist. The upload ID may be invalid, or the "
          + "upload may have been aborted or completed."),
  /** {@code NoSuchVersion}. */
  NO_SUCH_VERSION(404, "NoSuchVersion", "The specified version does not exist."),
  /** {@code NoSuchWebsiteConfiguration}. */
  NO_SUCH_WEBSITE(
      404,
      "NoSuchWebsiteConfiguration",
      "The specified bucket does not have a website configuration"),
  /** {@code NotImplemented}. */
  NOT_IMPLEMENTED(
      501, "NotImplemented", "A header you provided implies functionality that is not implemented"),
  /** {@code NotModified}. */
  NOT_MODIFIED(304, "NotModified", "Not Modified"),
  /** {@code PreconditionFailed}. */
  PRECONDITION_FAILED(
      412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold"),
  /** {@code RequestTimeout}. */
  REQUEST_TIMEOUT(
      400,
      "RequestTimeout",
      "Your socket connection to the server was not read from or written to within "
          + "the timeout period."),
  /** {@code ServiceUnavailable}. */
  SERVICE_UNAVAILABLE(503, "ServiceUnavailable", "Please reduce your request rate."),
  /** {@code SlowDown}. */
  SLOW_DOWN(503, "SlowDown", "Please reduce your request rate."),
  /** {@code TooManyBuckets}. */
  TOO_MANY_BUCKETS(400, "TooManyBuckets", "You have attempted to create more buckets than allowed"),
  /** {@code UnexpectedContent}. */
  UNEXPECTED_CONTENT(400, "UnexpectedContent", "This request does not support content"),
  /** {@code UnresolvableGrantByEmailAddress}. */
  UNRESOLVABLE_GRANT(
      400,
      "UnresolvableGrantByEmailAddress",
      "The e-mail address you provided does not match any account on record.");

  private final int status;
  private final String code;
  private final String message;

  S3Error(int status, String code, String message) {
    this.status = status;
    this.code = code;
    this.message = message;
  }

  /** The status of the response. */
  public int status() {
    return status;
  }

  /** The name by which clients know it. */
  public String code() {
    return code;
  }

  /** What is said of it where nothing more exact is known. */
  public String message() {
    return message;
  }

  /** This error, to be thrown. */
  public S3Exception exception() {
    return new S3Exception(this, message);
  }

  /** This error with a message of its own, to be thrown. */
  public S3Exception exception(String exact) {
    return new S3Exception(this, exact);
  }
}
