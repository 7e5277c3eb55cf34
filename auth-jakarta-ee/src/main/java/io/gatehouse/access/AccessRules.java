package io.gatehouse.access;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says which annotations hold for a method. The first of these that says anything decides, and all that it says is asked:
 *
 * <ol>
 *   <li>the method, in the class that its code stands in
 *   <li>the method that it overrides, in the nearest superclass that says anything there; else in all interfaces together
 *   <li>the class that declares it, else its nearest superclass that says anything, else the class that is called; else all interfaces
 *       together
 * </ol>
 *
 * Where these say different things of a method that has no word of its own, nobody could be sure which one its author meant: that is an
 * error, to be solved by a word on the method.
 *
 * <p>Safe for any number of threads. Remembers what it found, one entry for each method that was asked about.
 */
public final class AccessRules {
    private record Key(Class<?> type, Method method) {}

    private record Found(AccessRule rule, Set<Class<?>> declarers) {}

    private final Map<Key, Optional<AccessRule>> known = new ConcurrentHashMap<>();

    /** Rules that remember nothing yet. */
    public AccessRules() {}

    /**
     * What is asked of the callers of a method.
     *
     * @param type the class of the object that is called, or a proxy's class made from it
     * @param method the method, as declared in that class, a superclass or an interface
     * @return the rule, or empty if no annotation says anything
     * @throws IllegalStateException if annotations contradict each other or name nothing; the message says where
     */
    public Optional<AccessRule> of(Class<?> type, Method method) {
        return known.computeIfAbsent(new Key(type, method), key -> find(key.type(), key.method()));
    }

    /**
     * What is asked of all callers of a class, where no method is concerned.
     *
     * @param type the class
     * @return the rule, or empty if no annotation says anything
     * @throws IllegalStateException if annotations contradict each other or name nothing; the message says where
     */
    public static Optional<AccessRule> of(Class<?> type) {
        return ofClass(type).map(Found::rule);
    }

    private static Optional<AccessRule> find(Class<?> type, Method method) {
        Method own = implementation(type, method);
        Optional<AccessRule> word = Words.on(List.of(own));
        if (word.isPresent()) {
            return word;
        }
        Optional<Found> ofMethod = overridden(type, own);
        Optional<Found> ofClass = ofClass(type, own);
        if (ofMethod.isPresent() && ofClass.isPresent()) {
            refuseDoubt(own, ofMethod.get(), ofClass.get());
        }
        return ofMethod.or(() -> ofClass).map(Found::rule);
    }

    /** The class of the method, before one below it that merely inherits it. */
    private static Optional<Found> ofClass(Class<?> type, Method own) {
        Optional<Found> nearest = ofClass(type);
        boolean inherited =
                own.getDeclaringClass() != type && !own.getDeclaringClass().isInterface();
        Optional<Found> declaring = inherited ? ofClass(own.getDeclaringClass()) : nearest;
        if (declaring.isPresent() && nearest.isPresent()) {
            refuseDifference(own, declaring.get(), nearest.get());
        }
        return declaring.or(() -> nearest);
    }

    private static void refuseDoubt(Method own, Found ofMethod, Found ofClass) {
        boolean methodNearer = ofClass.declarers().stream()
                .allMatch(above -> ofMethod.declarers().stream().anyMatch(above::isAssignableFrom));
        if (!methodNearer) {
            refuseDifference(own, ofMethod, ofClass);
        }
    }

    private static void refuseDifference(Method own, Found ofMethod, Found ofClass) {
        if (!ofClass.rule().requirement().equals(ofMethod.rule().requirement())) {
            throw new IllegalStateException(Words.name(own) + " has no annotation of its own, "
                    + ofClass.rule().source() + " asks for " + ofClass.rule().requirement() + ", but "
                    + ofMethod.rule().source() + " for " + ofMethod.rule().requirement()
                    + ": say on the method which one is meant");
        }
    }

    /**
     * The declaration whose code runs, if the class has one; JAX-RS and CDI may name another one of the same method. Never another overload:
     * where parameters differ, only a bridge that the compiler has made says that one method overrides the other.
     */
    private static Method implementation(Class<?> type, Method method) {
        List<Class<?>> line = line(type);
        for (int i = 0; i < line.size(); i++) {
            if (line.get(i).isSynthetic()) {
                continue;
            }
            List<Method> same = Arrays.stream(line.get(i).getDeclaredMethods())
                    .filter(declared -> isSame(declared, method))
                    .toList();
            if (!same.isEmpty()) {
                return bridged(line.subList(i, line.size()), same.get(0));
            }
        }
        return method;
    }

    /** The method itself, or what it leads to if it is a bridge: a method of the nearest class that takes what the bridge may be given. */
    private static Method bridged(List<Class<?>> line, Method bridge) {
        for (Class<?> candidate : line) {
            List<Method> possible = new ArrayList<>();
            for (Method declared : candidate.getDeclaredMethods()) {
                if (!declared.isBridge() && isSame(declared, bridge)) {
                    return declared;
                }
                if (!declared.isBridge() && takesPartOf(declared, bridge)) {
                    possible.add(declared);
                }
            }
            if (possible.size() == 1) {
                return possible.get(0);
            }
            if (!possible.isEmpty()) {
                return marked(possible, bridge);
            }
        }
        return bridge;
    }

    /** Compilers copy a method's annotations to its bridge: of several methods it is one that has the same. */
    private static Method marked(List<Method> possible, Method bridge) {
        Set<Annotation> marks = Set.of(bridge.getAnnotations());
        return possible.stream()
                .filter(declared -> Set.of(declared.getAnnotations()).equals(marks))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(Words.name(bridge) + " is overridden by one of several"
                        + " methods of " + bridge.getDeclaringClass().getName()
                        + ", and nothing tells which: give them different names"));
    }

    private static boolean isSame(Method one, Method other) {
        return one.getName().equals(other.getName())
                && Arrays.equals(one.getParameterTypes(), other.getParameterTypes());
    }

    private static boolean takesPartOf(Method below, Method bridge) {
        if (!below.getName().equals(bridge.getName()) || below.getParameterCount() != bridge.getParameterCount()) {
            return false;
        }
        for (int i = 0; i < below.getParameterCount(); i++) {
            if (!bridge.getParameterTypes()[i].isAssignableFrom(below.getParameterTypes()[i])) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Found> overridden(Class<?> type, Method own) {
        for (Class<?> candidate : line(type)) {
            if (candidate != own.getDeclaringClass() && candidate.isAssignableFrom(own.getDeclaringClass())) {
                Optional<Found> found = together(methods(candidate, own));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        List<Method> declared = new ArrayList<>();
        interfaces(type).forEach(candidate -> declared.addAll(methods(candidate, own)));
        return together(declared);
    }

    private static List<Method> methods(Class<?> type, Method own) {
        List<Method> same = new ArrayList<>();
        for (Method declared : type.getDeclaredMethods()) {
            if (!declared.isBridge() && overrides(own, declared)) {
                same.add(declared);
            }
        }
        return same;
    }

    private static Optional<Found> ofClass(Class<?> type) {
        for (Class<?> candidate : line(type)) {
            Optional<Found> found = together(List.of(candidate));
            if (found.isPresent()) {
                return found;
            }
        }
        return together(List.copyOf(interfaces(type)));
    }

    private static Optional<Found> together(List<? extends AnnotatedElement> elements) {
        Set<Class<?>> declarers = new LinkedHashSet<>();
        for (AnnotatedElement element : elements) {
            if (!Words.on(element).isEmpty()) {
                declarers.add(element instanceof Method method ? method.getDeclaringClass() : (Class<?>) element);
            }
        }
        return Words.on(elements).map(rule -> new Found(rule, declarers));
    }

    /**
     * Whether one method overrides the other, or is it. A parameter of generic type is taken for any that it may stand for: if that
     * is one overload too many, annotations are found, not overlooked.
     */
    private static boolean overrides(Method below, Method above) {
        if (!below.getName().equals(above.getName()) || below.getParameterCount() != above.getParameterCount()) {
            return false;
        }
        for (int i = 0; i < below.getParameterCount(); i++) {
            Class<?> erased = above.getParameterTypes()[i];
            boolean generic = above.getGenericParameterTypes()[i] != erased;
            Class<?> other = below.getParameterTypes()[i];
            if (other != erased && !(generic && erased.isAssignableFrom(other))) {
                return false;
            }
        }
        return true;
    }

    private static List<Class<?>> line(Class<?> type) {
        List<Class<?>> line = new ArrayList<>();
        for (Class<?> next = type; next != null && next != Object.class; next = next.getSuperclass()) {
            if (!next.isInterface()) {
                line.add(next);
            }
        }
        return line;
    }

    private static Set<Class<?>> interfaces(Class<?> type) {
        Set<Class<?>> all = new LinkedHashSet<>();
        if (type.isInterface()) {
            all.add(type);
        }
        for (Class<?> next = type; next != null; next = next.getSuperclass()) {
            for (Class<?> each : next.getInterfaces()) {
                all.addAll(interfaces(each));
            }
        }
        return all;
    }
}
