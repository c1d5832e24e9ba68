package dev.skerry.origin.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Stamp;
import dev.skerry.origin.engine.Token;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each error of the database is one of the engine's, and a commit is unknown unless refused. */
class FailuresTest {
  private static final Token TOKEN = new Token(new UUID(1, 2), Stamp.ZERO);

  @ParameterizedTest
  @CsvSource({
    "40001, Conflict, Conflict",
    "40P01, Conflict, Conflict",
    "40003, Conflict, CommitUnknown",
    "23505, Conflict, Conflict",
    "25P02, Unavailable, Unavailable",
    "25P03, Unavailable, Unavailable",
    "08001, Unavailable, CommitUnknown",
    "08003, Unavailable, CommitUnknown",
    "08006, Unavailable, CommitUnknown",
    "57P01, Unavailable, CommitUnknown",
    "57P02, Unavailable, CommitUnknown",
    "57P03, Unavailable, CommitUnknown",
    "57014, Unavailable, CommitUnknown",
    "53100, Unavailable, CommitUnknown",
    "53300, Unavailable, CommitUnknown",
    "55P03, Unavailable, CommitUnknown",
    "28P01, Unavailable, CommitUnknown",
    "XX001, Corrupt, CommitUnknown",
    "0A000, Unsupported, CommitUnknown",
    ", Unavailable, CommitUnknown",
  })
  void anErrorIsWhatItsStateSays(String state, String before, String atTheCommit) {
    SQLException error = new SQLException("said so", state);
    assertThat(Failures.of(error).getClass().getSimpleName()).isEqualTo(before);
    EngineException committing = Failures.committing(error, TOKEN);
    assertThat(committing.getClass().getSimpleName()).isEqualTo(atTheCommit);
    assertThat(committing).hasMessageContaining("said so");
  }
}
