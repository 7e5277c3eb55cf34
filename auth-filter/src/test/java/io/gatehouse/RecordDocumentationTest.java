package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** The compiler's doclint asks for a comment on everything public except the components of a record. */
final class RecordDocumentationTest {

    @Test
    void everyComponentOfAPublicRecordIsDocumented() throws IOException {
        List<String> undocumented = new ArrayList<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources()));
            DocTrees comments = DocTrees.instance(task);
            new Records(comments, undocumented).scan(task.parse(), null);
        }
        assertThat(undocumented).isEmpty();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("module-info.java"))
                    .toList();
        }
    }

    private static final class Records extends TreePathScanner<Void, Void> {

        private final DocTrees comments;
        private final List<String> undocumented;

        Records(DocTrees comments, List<String> undocumented) {
            this.comments = comments;
            this.undocumented = undocumented;
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            if (type.getKind() == Tree.Kind.RECORD && isPublic(getCurrentPath())) {
                Set<String> documented = documentedParameters();
                components(type)
                        .filter(component -> !documented.contains(component))
                        .map(component -> type.getSimpleName() + "." + component)
                        .forEach(undocumented::add);
            }
            return super.visitClass(type, null);
        }

        private Set<String> documentedParameters() {
            DocCommentTree comment = comments.getDocCommentTree(getCurrentPath());
            return comment == null
                    ? Set.of()
                    : comment.getBlockTags().stream()
                            .filter(ParamTree.class::isInstance)
                            .map(ParamTree.class::cast)
                            .filter(parameter -> !parameter.isTypeParameter())
                            .map(parameter -> parameter.getName().toString())
                            .collect(Collectors.toSet());
        }

        private static Stream<String> components(ClassTree type) {
            return type.getMembers().stream()
                    .filter(VariableTree.class::isInstance)
                    .map(VariableTree.class::cast)
                    .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
                    .map(field -> field.getName().toString());
        }

        /** Public itself and in public types only; a member of an interface is public without saying so. */
        private static boolean isPublic(TreePath path) {
            if (!(path.getLeaf() instanceof ClassTree type)) {
                return true;
            }
            boolean ofInterface = path.getParentPath().getLeaf().getKind() == Tree.Kind.INTERFACE;
            return (ofInterface || type.getModifiers().getFlags().contains(Modifier.PUBLIC))
                    && isPublic(path.getParentPath());
        }
    }
}
