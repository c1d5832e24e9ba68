package dev.skerry.handler;

import dev.skerry.handler.BoundData.Done;
import dev.skerry.handler.BoundData.Question;

/** What is told who asks where nobody answers handlers, as none of it is there. */
final class NoData {
  private NoData() {}

  static void tell(Question question, Done done) {
    switch (question.of()) {
      case BoundData.Cache _ -> done.answered(BoundData.ofEmptyCache(question.operation()));
      case Binding.Called(String id, var _) ->
          done.failed(nobody("other handlers: " + id + " is called at edges"));
      case Binding.Kept kept ->
          done.failed(
              nobody(
                  "tables and buckets: "
                      + kept
                      + " is asked at the edges of a control plane that runs with --api"));
    }
  }

  private static DataException nobody(String missing) {
    return new DataException(DataException.NO_ORIGIN, "nobody is here who has " + missing);
  }
}
