package org.hpcctl.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.junit.jupiter.api.Test;

/// The classes below, as compiled and as written out, must say the same of everything.
final class WrittenOutTest {
  sealed interface Shape {
    record Nothing() implements Shape {}

    record Round(double radius, float shade, String name) implements Shape {}

    record Counted(boolean set, byte few, short some, char letter, int many, long most, Object any)
        implements Shape {}

    /// In an interface, where a method to call has another form.
    default String form() {
      return switch (this) {
        case Nothing() -> "nothing";
        case Round(double radius, float _, String name) when radius > 1 -> "large " + name;
        case Round _ -> "small";
        case Counted counted -> "counted " + counted.many();
      };
    }
  }

  /// Called by reflection: as compiled, and as written out by another class loader.
  public static final class Trial implements Supplier<List<String>> {
    @Override
    public List<String> get() {
      List<Shape> shapes =
          List.of(
              new Shape.Nothing(),
              new Shape.Round(0.5, Float.NaN, "a"),
              new Shape.Round(-0.0, Float.NaN, "a"),
              new Shape.Round(0.0, Float.NaN, "a"),
              new Shape.Round(2, 1, "b"),
              new Shape.Counted(true, (byte) -1, (short) 2, 'x', -3, 1L << 40, List.of("y")),
              new Shape.Counted(false, (byte) -1, (short) 2, 'x', -3, 1L << 40, List.of("y")),
              new Shape.Counted(true, (byte) -1, (short) 2, 'x', -3, 1L << 41, List.of("y")));
      List<String> said = new ArrayList<>();
      for (Shape shape : shapes) {
        said.add(shape + " " + shape.hashCode() + " " + shape.form());
        for (Shape other : shapes) {
          said.add(String.valueOf(shape.equals(other)));
        }
        said.add(String.valueOf(shape.equals(said)));
      }
      for (Object object : Arrays.asList("one", "many", "three", 4, null, said)) {
        said.add(judged(object));
      }
      return said;
    }

    private static String judged(@org.jspecify.annotations.Nullable Object object) {
      return switch (object) {
        case null -> "null";
        case String text when text.length() > 4 -> "long";
        case String text -> worded(text);
        case Integer number -> "number " + number;
        case Collection<?> _ -> "collection";
        default -> "other";
      };
    }

    private static String worded(String text) {
      return switch (text) {
        case "one" -> "1";
        case String other when other.startsWith("x") -> "x";
        case String other -> other;
      };
    }
  }

  @Test
  void says_the_same_as_what_the_jvm_would_have_written() throws ReflectiveOperationException {
    Object trial =
        new Rewriting().loadClass(Trial.class.getName()).getDeclaredConstructor().newInstance();

    assertTrue(trial.getClass() != Trial.class);
    assertEquals(new Trial().get(), ((Supplier<?>) trial).get());
  }

  @Test
  void leaves_nothing_to_the_jvm() throws IOException {
    for (Class<?> type : List.of(Shape.class, Shape.Round.class, Trial.class)) {
      ClassModel compiled = ClassFile.of().parse(bytes(type.getName()));
      assertTrue(WrittenOut.concerns(compiled), type.getName());
      ClassModel written = ClassFile.of().parse(WrittenOut.in(ClassFile.of(), compiled));
      assertFalse(
          written.methods().stream()
              .flatMap(method -> method.code().stream())
              .flatMap(CodeModel::elementStream)
              .anyMatch(
                  element ->
                      element instanceof InvokeDynamicInstruction call
                          && call.bootstrapMethod()
                              .owner()
                              .packageName()
                              .equals("java.lang.runtime")),
          type.getName());
    }
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            WrittenOutTest.class.getResourceAsStream("/" + name.replace('.', '/') + ".class"))) {
      return in.readAllBytes();
    }
  }

  /// Loads the classes of this test anew, written out.
  private static final class Rewriting extends ClassLoader {
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(WrittenOutTest.class.getName() + "$")) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      try {
        ClassModel compiled = ClassFile.of().parse(bytes(name));
        byte[] written =
            WrittenOut.concerns(compiled) ? WrittenOut.in(ClassFile.of(), compiled) : bytes(name);
        return defineClass(name, written, 0, written.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
