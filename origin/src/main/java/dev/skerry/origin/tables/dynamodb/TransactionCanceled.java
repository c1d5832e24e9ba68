package dev.skerry.origin.tables.dynamodb;

import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** A transaction of which nothing was done, with a reason for each of its actions in order. */
final class TransactionCanceled extends TableException implements ErrorMembers {
  @Serial private static final long serialVersionUID = 1;

  private final transient List<CancellationReason> reasons;

  TransactionCanceled(List<CancellationReason> reasons) {
    super(
        ErrorType.TRANSACTION_CANCELED,
        reasons.stream()
            .map(CancellationReason::code)
            .collect(
                Collectors.joining(
                    ", ",
                    "Transaction cancelled, please refer cancellation reasons for specific reasons"
                        + " [",
                    "]")));
    this.reasons = List.copyOf(reasons);
  }

  /** Throws if any of these is a reason. */
  static void throwAny(List<CancellationReason> reasons) {
    if (reasons.stream().anyMatch(CancellationReason::cancels)) {
      throw new TransactionCanceled(reasons);
    }
  }

  @Override
  public void write(JsonGenerator out) {
    out.writeArrayPropertyStart("CancellationReasons");
    reasons.forEach(reason -> reason.write(out));
    out.writeEndArray();
  }
}
