package dev.skerry.handler.js;

import dev.skerry.handler.Binding;
import dev.skerry.handler.BoundData;
import dev.skerry.handler.DataException;
import dev.skerry.http.Fields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** Tables and buckets that a test answers for: by answers in their order, or not at all. */
final class AskedData implements BoundData {
  final List<Question> questions = new ArrayList<>();
  final List<String> counted = new ArrayList<>();
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<Done> unanswered = new ArrayList<>();
  private boolean over;
  final CompletableFuture<Void> waits = new CompletableFuture<>();

  AskedData answers(int status, String content, String... fields) {
    answers.add(new Answer(status, Fields.of(fields), content.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  @Override
  public synchronized Running begin(Question question, Done done) {
    questions.add(question);
    Answer answer = answers.poll();
    if (answer != null) {
      done.answered(answer);
    } else if (over) {
      done.failed(DataException.givenUp());
    } else {
      unanswered.add(done);
      waits.complete(null);
    }
    return () -> {};
  }

  @Override
  public boolean admits(Binding.Limit limit, String key) {
    counted.add(limit.requests() + "/" + limit.periodSeconds() + " " + key);
    return counted.size() <= limit.requests();
  }

  @Override
  public synchronized void giveUp() {
    over = true;
    unanswered.forEach(done -> done.failed(DataException.givenUp()));
  }

  /** What was sent with the last question. */
  String sent() {
    return new String(questions.getLast().content(), StandardCharsets.UTF_8);
  }
}
