package org.hpcctl.dist;

import module java.base;

import java.lang.classfile.Attributes;
import java.lang.runtime.ObjectMethods;
import java.lang.runtime.SwitchBootstraps;

/// Writes into a class what its compiler left to the JVM: which case of a switch over types holds,
/// and `equals`, `hashCode` and `toString` of a record. The JVM would write classes for them in
/// each run anew, for no AOT cache of JDK 25 holds those (measured: 0.1 s of a `setup` that finds
/// nothing to do). The sources keep their switches.
final class WrittenOut implements ClassTransform {
  private static final ClassDesc SWITCHES =
      SwitchBootstraps.class.describeConstable().orElseThrow();
  private static final ClassDesc RECORDS = ObjectMethods.class.describeConstable().orElseThrow();
  private static final ClassDesc OBJECTS = Objects.class.describeConstable().orElseThrow();

  private final ClassModel model;
  private final Map<String, InvokeDynamicInstruction> calls = new LinkedHashMap<>();

  private WrittenOut(ClassModel model) {
    this.model = model;
  }

  /// Whether the class leaves such a thing to the JVM.
  static boolean concerns(ClassModel model) {
    return model
        .findAttribute(Attributes.bootstrapMethods())
        .map(
            attribute ->
                attribute.bootstrapMethods().stream()
                    .map(method -> method.bootstrapMethod().reference().owner().asSymbol())
                    .anyMatch(owner -> owner.equals(SWITCHES) || owner.equals(RECORDS)))
        .orElse(false);
  }

  static byte[] in(ClassFile format, ClassModel model) {
    WrittenOut writing = new WrittenOut(model);
    return format.transformClass(
        model,
        ClassTransform.transformingMethodBodies(WrittenOut::asks, writing::replace)
            .andThen(writing));
  }

  @Override
  public void accept(ClassBuilder builder, ClassElement element) {
    builder.with(element);
  }

  @Override
  public void atEnd(ClassBuilder builder) {
    calls.forEach(
        (name, call) ->
            builder.withMethodBody(
                name,
                call.typeSymbol(),
                ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                code -> write(code, call)));
  }

  private void replace(CodeBuilder code, CodeElement element) {
    if (element instanceof InvokeDynamicInstruction call && isKnown(call)) {
      String name = "written$" + call.name().stringValue() + "$" + calls.size();
      calls.put(name, call);
      code.invokestatic(
          model.thisClass().asSymbol(),
          name,
          call.typeSymbol(),
          model.flags().has(AccessFlag.INTERFACE));
    } else {
      code.with(element);
    }
  }

  /// Whether a method is to be changed: every other is copied as it is.
  private static boolean asks(MethodModel method) {
    return method.code().stream()
        .flatMap(CodeModel::elementStream)
        .anyMatch(element -> element instanceof InvokeDynamicInstruction call && isKnown(call));
  }

  private static boolean isKnown(InvokeDynamicInstruction call) {
    ClassDesc owner = call.bootstrapMethod().owner();
    return owner.equals(RECORDS)
        || (owner.equals(SWITCHES)
            && call.bootstrapMethod().methodName().equals("typeSwitch")
            && call.bootstrapArgs().stream()
                .allMatch(label -> label instanceof String || label instanceof ClassDesc));
  }

  private void write(CodeBuilder code, InvokeDynamicInstruction call) {
    switch (call.name().stringValue()) {
      case "typeSwitch" -> typeSwitch(code, call.bootstrapArgs());
      case "equals" -> equality(code, getters(call));
      case "hashCode" -> hash(code, getters(call));
      case "toString" -> text(code, getters(call));
      default -> throw new IllegalStateException("unknown to Java 25: " + call);
    }
  }

  /// The index of the first label that holds, not before the one given; -1 for null.
  private static void typeSwitch(CodeBuilder code, List<ConstantDesc> labels) {
    code.aload(0).ifThen(Opcode.IFNULL, none -> none.iconst_m1().ireturn());
    for (int i = 0; i < labels.size(); i++) {
      int index = i;
      Label next = code.newLabel();
      code.iload(1).loadConstant(index).if_icmpgt(next);
      if (labels.get(index) instanceof ClassDesc type) {
        code.aload(0).instanceOf(type);
      } else {
        code.loadConstant(labels.get(index))
            .aload(0)
            .invokevirtual(
                ConstantDescs.CD_String,
                "equals",
                MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object));
      }
      code.ifeq(next).loadConstant(index).ireturn().labelBinding(next);
    }
    code.loadConstant(labels.size()).ireturn();
  }

  private static List<DirectMethodHandleDesc> getters(InvokeDynamicInstruction call) {
    return call.bootstrapArgs().stream()
        .filter(DirectMethodHandleDesc.class::isInstance)
        .map(DirectMethodHandleDesc.class::cast)
        .toList();
  }

  private static ClassDesc type(DirectMethodHandleDesc getter) {
    return getter.invocationType().returnType();
  }

  private static CodeBuilder load(CodeBuilder code, int slot, DirectMethodHandleDesc getter) {
    return code.aload(slot).getfield(getter.owner(), getter.methodName(), type(getter));
  }

  private void equality(CodeBuilder code, List<DirectMethodHandleDesc> getters) {
    ClassDesc self = model.thisClass().asSymbol();
    Label differs = code.newLabel();
    code.aload(1).instanceOf(self).ifeq(differs).aload(1).checkcast(self).astore(2);
    for (DirectMethodHandleDesc getter : getters) {
      load(code, 0, getter);
      load(code, 2, getter);
      ClassDesc type = type(getter);
      if (type.isPrimitive()) {
        ClassDesc box = box(type);
        code.invokestatic(box, "compare", MethodTypeDesc.of(ConstantDescs.CD_int, type, type))
            .ifne(differs);
      } else {
        code.invokestatic(
                OBJECTS,
                "equals",
                MethodTypeDesc.of(
                    ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object))
            .ifeq(differs);
      }
    }
    code.iconst_1().ireturn().labelBinding(differs).iconst_0().ireturn();
  }

  private static void hash(CodeBuilder code, List<DirectMethodHandleDesc> getters) {
    code.iconst_0();
    for (DirectMethodHandleDesc getter : getters) {
      ClassDesc type = type(getter);
      load(code.bipush(31).imul(), 0, getter)
          .invokestatic(
              type.isPrimitive() ? box(type) : OBJECTS,
              "hashCode",
              MethodTypeDesc.of(
                  ConstantDescs.CD_int, type.isPrimitive() ? type : ConstantDescs.CD_Object))
          .iadd();
    }
    code.ireturn();
  }

  private void text(CodeBuilder code, List<DirectMethodHandleDesc> getters) {
    ClassDesc builder = StringBuilder.class.describeConstable().orElseThrow();
    code.new_(builder).dup().invokespecial(builder, "<init>", ConstantDescs.MTD_void);
    String before = simpleName() + "[";
    for (DirectMethodHandleDesc getter : getters) {
      append(code, builder, before + getter.methodName() + "=");
      ClassDesc type = type(getter);
      load(code, 0, getter)
          .invokestatic(
              type.isPrimitive() ? box(type) : ConstantDescs.CD_String,
              type.isPrimitive() ? "toString" : "valueOf",
              MethodTypeDesc.of(
                  ConstantDescs.CD_String, type.isPrimitive() ? type : ConstantDescs.CD_Object))
          .invokevirtual(builder, "append", MethodTypeDesc.of(builder, ConstantDescs.CD_String));
      before = ", ";
    }
    append(code, builder, getters.isEmpty() ? before + "]" : "]");
    code.invokevirtual(builder, "toString", MethodTypeDesc.of(ConstantDescs.CD_String)).areturn();
  }

  private static void append(CodeBuilder code, ClassDesc builder, String text) {
    code.loadConstant(text)
        .invokevirtual(builder, "append", MethodTypeDesc.of(builder, ConstantDescs.CD_String));
  }

  private String simpleName() {
    return model.findAttribute(Attributes.innerClasses()).stream()
        .flatMap(attribute -> attribute.classes().stream())
        .filter(inner -> inner.innerClass().equals(model.thisClass()))
        .flatMap(inner -> inner.innerName().stream())
        .map(Utf8Entry::stringValue)
        .findFirst()
        .orElse(model.thisClass().asSymbol().displayName());
  }

  private static ClassDesc box(ClassDesc primitive) {
    return switch (primitive.descriptorString()) {
      case "Z" -> ConstantDescs.CD_Boolean;
      case "B" -> ConstantDescs.CD_Byte;
      case "S" -> ConstantDescs.CD_Short;
      case "C" -> ConstantDescs.CD_Character;
      case "I" -> ConstantDescs.CD_Integer;
      case "J" -> ConstantDescs.CD_Long;
      case "F" -> ConstantDescs.CD_Float;
      case "D" -> ConstantDescs.CD_Double;
      default -> throw new IllegalArgumentException("not primitive: " + primitive);
    };
  }
}
