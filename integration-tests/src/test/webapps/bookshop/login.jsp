<%@ page contentType="text/html;charset=UTF-8" session="true" %><!DOCTYPE html>
<html>
<head><title>Sign in</title><link rel="stylesheet" href="css/site.css"></head>
<body>
<% if (request.getParameter("problem") != null) { %><p class="problem">That was not right.</p><% } %>
<form method="post" action="${pageContext.request.contextPath}/api/auth/form">
<input name="email" type="email" autocomplete="username">
<input name="password" type="password" autocomplete="current-password">
<input name="returnTo" type="hidden" value="<%= request.getParameter("returnTo") == null ? "" : request.getParameter("returnTo").replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;") %>">
<button>Sign in</button>
</form>
</body>
</html>
