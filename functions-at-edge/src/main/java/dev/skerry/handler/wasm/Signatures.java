package dev.skerry.handler.wasm;

import java.util.List;
import java.util.stream.Collectors;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.ValType;

/** Types of functions as text: {@code (i32,i32)->i64}, {@code (i32)->}. */
final class Signatures {
  private Signatures() {}

  static String of(FunctionType type) {
    return '(' + joined(type.params()) + ")->" + joined(type.returns());
  }

  private static String joined(List<ValType> types) {
    return types.stream().map(Signatures::name).collect(Collectors.joining(","));
  }

  private static String name(ValType type) {
    if (type.equals(ValType.I32)) {
      return "i32";
    } else if (type.equals(ValType.I64)) {
      return "i64";
    }
    return "other";
  }

  /** The type that a text says. */
  static FunctionType parse(String text) {
    int arrow = text.indexOf(")->");
    return FunctionType.of(types(text.substring(1, arrow)), types(text.substring(arrow + 3)));
  }

  private static List<ValType> types(String text) {
    return text.isEmpty()
        ? List.of()
        : List.of(text.split(",")).stream()
            .map(name -> name.equals("i64") ? ValType.I64 : ValType.I32)
            .toList();
  }
}
