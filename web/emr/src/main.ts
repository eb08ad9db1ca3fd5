/** The remote on its own port shows nothing by itself: it tells where the shell is. */
document.body.textContent = 'This is the emr remote. Open the shell at http://localhost:3000/emr'
