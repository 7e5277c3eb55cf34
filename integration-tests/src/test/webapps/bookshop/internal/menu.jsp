<%@ page contentType="text/html;charset=UTF-8" session="false" %><ul class="menu"><li>orders</li><li>catalogue</li></ul>
