package dev.skerry.origin.tables;

import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import java.io.Serial;

/**
 * The refusal of a resource of another account. No policy lets anybody use it: the policies of
 * resources are kept, and not evaluated.
 */
public final class ForeignResource extends TableException {
  @Serial private static final long serialVersionUID = 1;

  private final String arn;

  /** The refusal of an ARN. */
  public ForeignResource(String arn) {
    super(ErrorType.ACCESS_DENIED, "Access to the resource " + arn + " is denied");
    this.arn = arn;
  }

  /**
   * What is answered.
   *
   * @param account whose root called
   */
  public TableException refusal(String account, String operation) {
    return new TableException(
        ErrorType.ACCESS_DENIED,
        ("User: arn:aws:iam::%s:root is not authorized to perform: dynamodb:%s on resource: %s"
                + " because no resource-based policy allows the dynamodb:%s action")
            .formatted(account, operation, arn, operation));
  }
}
