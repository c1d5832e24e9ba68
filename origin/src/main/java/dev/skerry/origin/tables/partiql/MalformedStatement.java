package dev.skerry.origin.tables.partiql;

import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import java.io.Serial;

/** A text that is no statement, whatever tables there are. */
public final class MalformedStatement extends TableException {
  @Serial private static final long serialVersionUID = 1;

  private MalformedStatement(String why) {
    super(ErrorType.VALIDATION, "Statement wasn't well formed, can't be processed: " + why);
  }

  static MalformedStatement because(String why) {
    return new MalformedStatement(why);
  }
}
