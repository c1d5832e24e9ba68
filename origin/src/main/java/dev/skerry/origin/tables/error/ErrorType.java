package dev.skerry.origin.tables.error;

/**
 * A kind of error that the table API answers with.
 *
 * <p>Three families differ in their namespace: {@code coral.service} is what the framework in front
 * of the service refuses, {@code coral.validate} a request that makes no sense, and {@code
 * dynamodb} or {@code dynamodbstreams} what the service itself answers.
 */
public enum ErrorType {
  ACCESS_DENIED(Family.SERVICE, "AccessDeniedException"),
  EXPIRED_TOKEN(Family.SERVICE, "ExpiredTokenException"),
  INCOMPLETE_SIGNATURE(Family.SERVICE, "IncompleteSignatureException"),
  INVALID_SIGNATURE(Family.SERVICE, "InvalidSignatureException"),
  MISSING_AUTHENTICATION_TOKEN(Family.SERVICE, "MissingAuthenticationTokenException"),
  SERIALIZATION(Family.SERVICE, "SerializationException"),
  SERVICE_UNAVAILABLE(Family.SERVICE, "ServiceUnavailableException", 503),
  UNKNOWN_OPERATION(Family.SERVICE, "UnknownOperationException"),
  UNRECOGNIZED_CLIENT(Family.SERVICE, "UnrecognizedClientException"),

  VALIDATION(Family.VALIDATE, "ValidationException"),

  BACKUP_IN_USE(Family.DYNAMODB, "BackupInUseException"),
  BACKUP_NOT_FOUND(Family.DYNAMODB, "BackupNotFoundException"),
  CONDITIONAL_CHECK_FAILED(Family.DYNAMODB, "ConditionalCheckFailedException"),
  CONTINUOUS_BACKUPS_UNAVAILABLE(Family.DYNAMODB, "ContinuousBackupsUnavailableException"),
  DUPLICATE_ITEM(Family.DYNAMODB, "DuplicateItemException"),
  EXPORT_CONFLICT(Family.DYNAMODB, "ExportConflictException"),
  EXPORT_NOT_FOUND(Family.DYNAMODB, "ExportNotFoundException"),
  GLOBAL_TABLE_ALREADY_EXISTS(Family.DYNAMODB, "GlobalTableAlreadyExistsException"),
  GLOBAL_TABLE_NOT_FOUND(Family.DYNAMODB, "GlobalTableNotFoundException"),
  IDEMPOTENT_PARAMETER_MISMATCH(Family.TRANSACTION, "IdempotentParameterMismatchException"),
  IMPORT_CONFLICT(Family.DYNAMODB, "ImportConflictException"),
  IMPORT_NOT_FOUND(Family.DYNAMODB, "ImportNotFoundException"),
  INDEX_NOT_FOUND(Family.DYNAMODB, "IndexNotFoundException"),
  INTERNAL_SERVER(Family.DYNAMODB, "InternalServerError", 500),
  INVALID_EXPORT_TIME(Family.DYNAMODB, "InvalidExportTimeException"),
  INVALID_RESTORE_TIME(Family.DYNAMODB, "InvalidRestoreTimeException"),
  ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED(Family.DYNAMODB, "ItemCollectionSizeLimitExceededException"),
  LIMIT_EXCEEDED(Family.DYNAMODB, "LimitExceededException"),
  POINT_IN_TIME_RECOVERY_UNAVAILABLE(Family.DYNAMODB, "PointInTimeRecoveryUnavailableException"),
  POLICY_NOT_FOUND(Family.DYNAMODB, "PolicyNotFoundException"),
  PROVISIONED_THROUGHPUT_EXCEEDED(Family.DYNAMODB, "ProvisionedThroughputExceededException"),
  REPLICA_ALREADY_EXISTS(Family.DYNAMODB, "ReplicaAlreadyExistsException"),
  REPLICA_NOT_FOUND(Family.DYNAMODB, "ReplicaNotFoundException"),
  REQUEST_LIMIT_EXCEEDED(Family.DYNAMODB, "RequestLimitExceeded"),
  RESOURCE_IN_USE(Family.DYNAMODB, "ResourceInUseException"),
  RESOURCE_NOT_FOUND(Family.DYNAMODB, "ResourceNotFoundException"),
  TABLE_ALREADY_EXISTS(Family.DYNAMODB, "TableAlreadyExistsException"),
  TABLE_IN_USE(Family.DYNAMODB, "TableInUseException"),
  TABLE_NOT_FOUND(Family.DYNAMODB, "TableNotFoundException"),
  THROTTLING(Family.DYNAMODB, "ThrottlingException"),
  TRANSACTION_CANCELED(Family.TRANSACTION, "TransactionCanceledException"),
  TRANSACTION_CONFLICT(Family.DYNAMODB, "TransactionConflictException"),
  TRANSACTION_IN_PROGRESS(Family.TRANSACTION, "TransactionInProgressException"),

  EXPIRED_ITERATOR(Family.DYNAMODB, "ExpiredIteratorException"),
  TRIMMED_DATA_ACCESS(Family.DYNAMODB, "TrimmedDataAccessException");

  private enum Family {
    SERVICE("com.amazon.coral.service#", "Message"),
    VALIDATE("com.amazon.coral.validate#", "message"),
    DYNAMODB("com.amazonaws.dynamodb.v20120810#", "message"),
    TRANSACTION("com.amazonaws.dynamodb.v20120810#", "Message");

    final String namespace;
    final String messageMember;

    Family(String namespace, String messageMember) {
      this.namespace = namespace;
      this.messageMember = messageMember;
    }
  }

  private final Family family;
  private final String code;
  private final int status;

  ErrorType(Family family, String code) {
    this(family, code, 400);
  }

  ErrorType(Family family, String code, int status) {
    this.family = family;
    this.code = code;
    this.status = status;
  }

  /** The name without its namespace, as {@code ValidationException}. */
  public String code() {
    return code;
  }

  /** The value of {@code __type} in the body, namespace and name. */
  public String wireName() {
    return family.namespace + code;
  }

  /** The member of the body that holds the text: {@code Message} or {@code message}. */
  public String messageMember() {
    return family.messageMember;
  }

  /** The status code of the answer. */
  public int status() {
    return status;
  }
}
