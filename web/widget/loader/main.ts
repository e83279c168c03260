document.documentElement.dataset.deskbell = "loader";
