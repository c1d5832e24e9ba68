package dev.skerry.edge.admin;

import dev.skerry.edge.admin.shape.Shape;
import dev.skerry.edge.admin.shape.Shapes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of one method and path are, and who answers them. Its description is made from
 * this.
 *
 * @param scope what a caller must have; null where everybody may call
 * @param summary a sentence
 * @param content the shape of a call's content; null for none
 * @param contentMax bytes that it may have
 * @param answers what it may answer if all is well, by status
 * @param waits whether its calls may wait for others: such calls are counted apart, so that they
 *     keep no other from being answered
 * @param changes whether it changes anything: such calls are written to the audit log
 */
public record Endpoint(
    Method method,
    PathTemplate path,
    @Nullable Scope scope,
    String summary,
    List<Parameter> parameters,
    @Nullable Shape content,
    int contentMax,
    Map<Integer, Answer> answers,
    boolean waits,
    boolean changes,
    Answering answering) {
  /** The usual {@link #contentMax}. */
  public static final int CONTENT_BYTES_MAX = 1 << 20;

  /** The methods that there are; {@code GET} answers HEAD, too. */
  public enum Method {
    GET,
    PUT,
    POST,
    DELETE
  }

  /**
   * What an answer has.
   *
   * @param type of its content, as {@code application/json}
   * @param shape of its JSON; null for other content, and for none
   */
  public record Answer(@Nullable String type, @Nullable Shape shape) {}

  /** Answers calls on a virtual thread; may block. */
  @FunctionalInterface
  public interface Answering {
    /** Answers one. */
    AdminAnswer answer(AdminCall call) throws ProblemException;
  }

  /** Keeps copies. */
  public Endpoint {
    parameters = List.copyOf(parameters);
    answers = Map.copyOf(answers);
  }

  /** Begins one that tells something. */
  public static Builder get(String path) {
    return new Builder(Method.GET, path);
  }

  /** Begins one that puts something where its path says. */
  public static Builder put(String path) {
    return new Builder(Method.PUT, path);
  }

  /** Begins one that makes or does something. */
  public static Builder post(String path) {
    return new Builder(Method.POST, path);
  }

  /** Begins one that removes something. */
  public static Builder delete(String path) {
    return new Builder(Method.DELETE, path);
  }

  /** The same, answered by another. */
  public Endpoint answeredBy(Answering other) {
    return new Endpoint(
        method,
        path,
        scope,
        summary,
        parameters,
        content,
        contentMax,
        answers,
        waits,
        changes,
        other);
  }

  boolean takes(String requestMethod) {
    return method.name().equals(requestMethod)
        || (method == Method.GET && requestMethod.equals("HEAD"));
  }

  /** An endpoint in the making; ends with {@link #by}. */
  public static final class Builder {
    private static final String JSON = "application/json";

    private final Method method;
    private final PathTemplate path;
    private final List<Parameter> parameters = new ArrayList<>();
    private final Map<Integer, Answer> answers = new LinkedHashMap<>();
    private @Nullable Scope scope = Scope.ADMIN;
    private String summary = "";
    private @Nullable Shape content;
    private int contentMax = CONTENT_BYTES_MAX;
    private boolean waits;
    private boolean changes;

    private Builder(Method method, String path) {
      this.method = method;
      this.path = PathTemplate.parse(path);
      this.changes = method != Method.GET;
    }

    /** Who may call it; {@link Scope#ADMIN} where nothing is said. */
    public Builder scope(Scope needed) {
      scope = needed;
      return this;
    }

    /** Everybody may call it. */
    public Builder open() {
      scope = null;
      return this;
    }

    /** What it does, in a sentence. */
    public Builder summary(String text) {
      summary = text;
      return this;
    }

    /** Describes a parameter of the path; all of them must be. */
    public Builder path(String name, String description) {
      parameters.add(Parameter.path(name, description));
      return this;
    }

    /** A parameter of the query. */
    public Builder query(Parameter parameter) {
      parameters.add(parameter);
      return this;
    }

    /** Takes JSON that is such a record. */
    public Builder content(Class<? extends Record> type) {
      content = Shapes.of(type);
      return this;
    }

    /** Takes any JSON. */
    public Builder anyContent() {
      content = Shape.ANYTHING;
      return this;
    }

    /** Takes longer content than usual. */
    public Builder contentMax(int bytes) {
      contentMax = bytes;
      return this;
    }

    /** Answers such a record, as JSON. */
    public Builder answers(int status, Class<? extends Record> type) {
      return answers(status, Shapes.of(type));
    }

    /** Answers JSON of such a shape. */
    public Builder answers(int status, Shape shape) {
      answers.put(status, new Answer(JSON, shape));
      return this;
    }

    /** Answers some JSON. */
    public Builder answersJson(int status) {
      answers.put(status, new Answer(JSON, Shape.ANYTHING));
      return this;
    }

    /** Answers content of another type. */
    public Builder answersType(int status, String type) {
      answers.put(status, new Answer(type, null));
      return this;
    }

    /** Answers without content. */
    public Builder answersNothing(int status) {
      answers.put(status, new Answer(null, null));
      return this;
    }

    /** Its calls may wait for others, for seconds. */
    public Builder waits() {
      waits = true;
      return this;
    }

    /** Changes nothing though its method is not GET, and needs no line in the audit log. */
    public Builder changesNothing() {
      changes = false;
      return this;
    }

    /** Who answers. */
    public Endpoint by(Answering answering) {
      List<String> described =
          parameters.stream()
              .filter(each -> each.place() == Parameter.Place.PATH)
              .map(Parameter::name)
              .toList();
      if (!described.equals(path.parameters())) {
        throw new IllegalStateException(path.text() + " has other parameters than " + described);
      }
      if (answers.isEmpty() || summary.isEmpty()) {
        throw new IllegalStateException(path.text() + " says not what it does and answers");
      }
      return new Endpoint(
          method,
          path,
          scope,
          summary,
          parameters,
          content,
          contentMax,
          answers,
          waits,
          changes,
          answering);
    }
  }
}
