<%@ page contentType="text/html;charset=UTF-8" session="true" %><!DOCTYPE html>
<html>
<head><title>Bookshop</title><link rel="stylesheet" href="css/site.css"></head>
<body>
<jsp:include page="/internal/menu.jsp"/>
<p>Hello ${pageContext.request.remoteUser}, staff: <%= request.isUserInRole("staff") %></p>
<p><a href="<%= response.encodeURL("shop/orders") %>">your orders</a></p>
</body>
</html>
