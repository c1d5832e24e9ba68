package dev.skerry.edge.admin;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call of an {@link Endpoint} that has been read: all of it is as the endpoint declares it. */
public final class AdminCall {
  private final Caller caller;
  private final String from;
  private final Map<String, List<Object>> parameters;
  private final @Nullable Object content;
  private final IfMatch ifMatch;
  private String what = "";

  /**
   * Makes a call.
   *
   * @param from the address from which it comes
   * @param parameters the values of path and query, each of its declared shape
   * @param content of its declared shape, null if there is none
   */
  AdminCall(
      Caller caller,
      String from,
      Map<String, List<Object>> parameters,
      @Nullable Object content,
      IfMatch ifMatch) {
    this.caller = caller;
    this.from = from;
    this.parameters = Map.copyOf(parameters);
    this.content = content;
    this.ifMatch = ifMatch;
  }

  /** Who makes it. */
  public Caller caller() {
    return caller;
  }

  /** The address from which it comes. */
  public String from() {
    return from;
  }

  /** Which version of a thing it is meant for. */
  public IfMatch ifMatch() {
    return ifMatch;
  }

  /** The text of a parameter; null if the call has it not. */
  public @Nullable String text(String parameter) {
    return (String) first(parameter);
  }

  /** The text of a parameter that is in the path, or must be there. */
  public String required(String parameter) {
    String text = text(parameter);
    if (text == null) {
      throw new IllegalArgumentException(parameter + " is not declared as one that must be there");
    }
    return text;
  }

  /** The number of a parameter. */
  public long whole(String parameter, long ifMissing) {
    Object value = first(parameter);
    return value == null ? ifMissing : ((Number) value).longValue();
  }

  /** Whether a parameter is there and true. */
  public boolean flag(String parameter) {
    return Boolean.TRUE.equals(first(parameter));
  }

  /** Whether a parameter is true; null if the call has it not. */
  public @Nullable Boolean maybe(String parameter) {
    return (Boolean) first(parameter);
  }

  /** The constant of a parameter; null if the call has it not. */
  public <E extends Enum<E>> @Nullable E choice(String parameter, Class<E> type) {
    return type.cast(first(parameter));
  }

  /** The texts of a parameter that may be there several times, in order. */
  public List<String> texts(String parameter) {
    return parameters.getOrDefault(parameter, List.of()).stream().map(String.class::cast).toList();
  }

  private @Nullable Object first(String parameter) {
    List<Object> values = parameters.getOrDefault(parameter, List.of());
    return values.isEmpty() ? null : values.getFirst();
  }

  /** The content, of the type that the endpoint declares. */
  public <T> T content(Class<T> type) {
    if (content == null) {
      throw new IllegalStateException("the endpoint declares no content");
    }
    return type.cast(content);
  }

  /** Says what was done, in a few words without secrets, for the audit log. */
  public void note(String words) {
    what = words;
  }

  String what() {
    return what;
  }
}
